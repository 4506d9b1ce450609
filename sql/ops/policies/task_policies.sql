alter table ops.task_policies enable row level security;
drop policy if exists staff_reads on ops.task_policies;
create policy staff_reads on ops.task_policies for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- ops.jobs_add_all runs as the queue's owner and reads how often a task is tried.
drop policy if exists queue_reads on ops.task_policies;
create policy queue_reads on ops.task_policies for select to mandor_queue using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.task_policies;
create policy analyst_edits on ops.task_policies for update to mandor_analyst using (true) with check (true);
