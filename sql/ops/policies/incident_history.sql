alter table ops.incident_history enable row level security;
drop policy if exists staff_reads on ops.incident_history;
create policy staff_reads on ops.incident_history for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
