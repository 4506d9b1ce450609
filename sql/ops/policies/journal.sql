alter table ops.journal enable row level security;
drop policy if exists staff_reads on ops.journal;
create policy staff_reads on ops.journal for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
