alter table ops.journal_blocks enable row level security;
drop policy if exists staff_reads on ops.journal_blocks;
create policy staff_reads on ops.journal_blocks for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
