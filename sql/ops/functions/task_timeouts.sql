create or replace function ops.task_timeouts()
returns table (task_identifier text, timeout_ms bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.task_identifier, (extract(epoch from p.timeout) * 1000)::bigint from ops.task_policies p;
$$;
comment on function ops.task_timeouts() is 'How long a run of each task may take, in milliseconds. A worker reads it at its start and with each sweep.';
