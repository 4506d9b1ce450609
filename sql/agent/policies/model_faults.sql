alter table agent.model_faults enable row level security;
drop policy if exists staff_reads on agent.model_faults;
create policy staff_reads on agent.model_faults for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
