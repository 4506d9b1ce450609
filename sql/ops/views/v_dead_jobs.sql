create view ops.v_dead_jobs with (security_invoker) as
select j.id, j.task_identifier, j.key, j.attempts, j.max_attempts, j.last_error, j.created_at, j.run_at as last_run_at
  from ops.jobs_list() j
 where j.attempts >= j.max_attempts and j.locked_at is null;
comment on view ops.v_dead_jobs is 'Jobs that are out of attempts. Each one needs a person.';
