create view ops.v_queue with (security_invoker) as
select j.id, j.task_identifier, j.key,
       case when j.attempts >= j.max_attempts and j.locked_at is null then 'exhausted'
            when j.is_held then 'running'
            when j.locked_at is not null then 'held by a worker that is gone'
            when j.attempts > 0 then 'waits to be tried again'
            else 'ready' end as state,
       j.priority, j.attempts, j.max_attempts, j.run_at, j.run_at at time zone 'Asia/Jakarta' as run_at_wib,
       j.locked_at, j.locked_by, j.last_error, j.created_at
  from ops.jobs_list() j;
comment on view ops.v_queue is 'The jobs of the queue, with what each is doing. Priority 10 is the highest.';
