-- A function and not a view over graphile_worker.jobs: the queue's own migrations replace that view, and one of ours that
-- depended on it would stop them.
create or replace function ops.jobs_list()
returns table (
  id bigint, task_identifier text, key text, priority integer, run_at timestamptz, attempts integer, max_attempts integer,
  last_error text, created_at timestamptz, locked_at timestamptz, locked_by text, is_held boolean
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not ops.caller_is_staff() then
    return;
  end if;
  return query
    select j.id, j.task_identifier, j.key, 10 - j.priority::integer, j.run_at, j.attempts::integer, j.max_attempts::integer,
           j.last_error, j.created_at, j.locked_at, j.locked_by,
           coalesce(j.locked_by = any (l.pool_ids), false)
      from graphile_worker.jobs j
     cross join (
       select coalesce(array_agg(p.pool_id), '{}') as pool_ids
         from ops.workers w
        cross join lateral unnest(w.pool_ids) as p (pool_id)
        where w.stopped_at is null and w.died_at is null
     ) l;
end;
$$;
comment on function ops.jobs_list() is 'The jobs of the queue. is_held: a worker that is alive is at it. Empty for callers that are not staff.';
