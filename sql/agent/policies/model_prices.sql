alter table agent.model_prices enable row level security;
drop policy if exists staff_reads on agent.model_prices;
create policy staff_reads on agent.model_prices for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
drop policy if exists analyst_adds on agent.model_prices;
create policy analyst_adds on agent.model_prices for insert to mandor_analyst with check (true);
