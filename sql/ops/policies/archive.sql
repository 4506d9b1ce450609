alter table ops.archive enable row level security;
drop policy if exists staff_reads on ops.archive;
create policy staff_reads on ops.archive for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
