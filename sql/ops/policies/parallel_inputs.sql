alter table ops.parallel_inputs enable row level security;
drop policy if exists staff_reads on ops.parallel_inputs;
create policy staff_reads on ops.parallel_inputs for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
