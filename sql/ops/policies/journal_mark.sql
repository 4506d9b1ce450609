alter table ops.journal_mark enable row level security;
drop policy if exists staff_reads on ops.journal_mark;
create policy staff_reads on ops.journal_mark for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
