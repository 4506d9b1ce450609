alter table ops.job_crashes enable row level security;
drop policy if exists staff_reads on ops.job_crashes;
create policy staff_reads on ops.job_crashes for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
