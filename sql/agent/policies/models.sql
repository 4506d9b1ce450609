alter table agent.models enable row level security;
drop policy if exists staff_reads on agent.models;
create policy staff_reads on agent.models for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on agent.models;
create policy analyst_edits on agent.models for update to mandor_analyst using (true) with check (true);
