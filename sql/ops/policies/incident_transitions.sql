alter table ops.incident_transitions enable row level security;
drop policy if exists staff_reads on ops.incident_transitions;
create policy staff_reads on ops.incident_transitions for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
