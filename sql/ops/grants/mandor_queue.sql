-- It runs the queue and nothing else: this is what ops.jobs_add_all needs while it runs as the queue's owner.
grant usage on schema ops to mandor_queue;
grant select on ops.task_policies to mandor_queue;
