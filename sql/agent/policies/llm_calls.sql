alter table agent.llm_calls enable row level security;
drop policy if exists staff_reads on agent.llm_calls;
create policy staff_reads on agent.llm_calls for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
