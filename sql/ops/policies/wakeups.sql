alter table ops.wakeups enable row level security;
drop policy if exists staff_reads on ops.wakeups;
create policy staff_reads on ops.wakeups for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
