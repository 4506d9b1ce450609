alter table ops.parallel_differences enable row level security;
drop policy if exists staff_reads on ops.parallel_differences;
create policy staff_reads on ops.parallel_differences for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
