alter table agent.skill_versions enable row level security;
drop policy if exists staff_reads on agent.skill_versions;
create policy staff_reads on agent.skill_versions for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
