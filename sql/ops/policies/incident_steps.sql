alter table ops.incident_steps enable row level security;
drop policy if exists staff_reads on ops.incident_steps;
create policy staff_reads on ops.incident_steps for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
