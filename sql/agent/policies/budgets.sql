alter table agent.budgets enable row level security;
drop policy if exists staff_reads on agent.budgets;
create policy staff_reads on agent.budgets for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on agent.budgets;
create policy analyst_edits on agent.budgets for update to mandor_analyst using (true) with check (true);
drop policy if exists analyst_adds on agent.budgets;
create policy analyst_adds on agent.budgets for insert to mandor_analyst with check (true);
