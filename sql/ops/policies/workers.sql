alter table ops.workers enable row level security;
drop policy if exists staff_reads on ops.workers;
create policy staff_reads on ops.workers for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- ops.workers_reap runs as the queue's owner and reads whose locks are nobody's.
drop policy if exists queue_reads on ops.workers;
create policy queue_reads on ops.workers for select to mandor_queue using (true);
