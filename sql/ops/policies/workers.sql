alter table ops.workers enable row level security;
drop policy if exists staff_reads on ops.workers;
create policy staff_reads on ops.workers for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
