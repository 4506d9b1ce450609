alter table ops.sheet_blocks enable row level security;
drop policy if exists staff_reads on ops.sheet_blocks;
create policy staff_reads on ops.sheet_blocks for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
