alter table ops.events enable row level security;
drop policy if exists staff_reads on ops.events;
create policy staff_reads on ops.events for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- An agent sees what it submitted and what is meant for it.
drop policy if exists agent_reads on ops.events;
create policy agent_reads on ops.events for select to public using (
  submitted_by = (select util.caller())
  or target_agent in (select p.name from agent.profiles p where p.database_role = (select util.caller()))
);
