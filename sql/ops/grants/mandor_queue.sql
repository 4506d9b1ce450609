-- It runs the queue and nothing else: this is what ops.jobs_add_all and ops.workers_reap need while they run as its owner.
grant usage on schema ops to mandor_queue;
grant select on ops.task_policies, ops.workers to mandor_queue;
grant execute on function ops.workers_bury(), ops.jobs_crashed(text[], text[], uuid[]) to mandor_queue;
