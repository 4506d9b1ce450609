alter table agent.departments enable row level security;
drop policy if exists staff_reads on agent.departments;
create policy staff_reads on agent.departments for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
drop policy if exists analyst_edits on agent.departments;
create policy analyst_edits on agent.departments for update to mandor_analyst using (true) with check (true);
