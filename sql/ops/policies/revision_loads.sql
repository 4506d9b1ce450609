alter table ops.revision_loads enable row level security;
drop policy if exists staff_reads on ops.revision_loads;
create policy staff_reads on ops.revision_loads for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
