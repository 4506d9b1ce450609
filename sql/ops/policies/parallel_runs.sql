alter table ops.parallel_runs enable row level security;
drop policy if exists staff_reads on ops.parallel_runs;
create policy staff_reads on ops.parallel_runs for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
