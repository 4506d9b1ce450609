alter table ops.event_types enable row level security;
drop policy if exists staff_reads on ops.event_types;
create policy staff_reads on ops.event_types for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- What may be submitted is no secret.
drop policy if exists agent_reads on ops.event_types;
create policy agent_reads on ops.event_types for select to public using (true);
