alter table agent.model_purposes enable row level security;
drop policy if exists staff_reads on agent.model_purposes;
create policy staff_reads on agent.model_purposes for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on agent.model_purposes;
create policy analyst_edits on agent.model_purposes for update to mandor_analyst using (true) with check (true);
