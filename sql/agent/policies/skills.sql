alter table agent.skills enable row level security;
drop policy if exists staff_reads on agent.skills;
create policy staff_reads on agent.skills for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- An agent sees the SOPs that it works by.
drop policy if exists agent_reads on agent.skills;
create policy agent_reads on agent.skills for select to public
  using (agents && array(select p.name from agent.profiles p where p.database_role = (select util.caller())));
