alter table ops.deployments enable row level security;
drop policy if exists staff_reads on ops.deployments;
create policy staff_reads on ops.deployments for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
