alter table agent.profiles enable row level security;
drop policy if exists staff_reads on agent.profiles;
create policy staff_reads on agent.profiles for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
drop policy if exists analyst_edits on agent.profiles;
create policy analyst_edits on agent.profiles for update to mandor_analyst using (true) with check (true);
-- An agent sees its own profile.
drop policy if exists agent_reads on agent.profiles;
create policy agent_reads on agent.profiles for select to public using (database_role = (select util.caller()));
