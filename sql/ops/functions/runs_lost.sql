-- A run is claimed after its job was locked, and ended before its job is. So whatever is held by a live worker that has no job
-- for it was left behind, and nobody will end it. One statement, one snapshot: a run that ends meanwhile is not seen half.
-- A worker without a pool of the queue takes no jobs; nothing is known of what it holds. A job whose key another one took is
-- known by its task only.
create or replace function ops.runs_lost()
returns table (kind text, id bigint, status text, run_token uuid, business_date date, host text, pid integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select x.kind, x.id, x.status, x.run_token, x.business_date, w.host, w.pid
    from (
      select 'work_item' as kind, i.id, i.status, i.run_token, i.claimed_by, i.business_date, d.task_identifier
        from ops.work_items i join ops.job_definitions d on d.key = i.definition_key
       where i.status = 'in_progress' and i.claimed_by is not null
      union all
      select 'occurrence', o.id, o.status, o.run_token, o.claimed_by, o.business_date, d.task_identifier
        from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key and not d.makes_work_item
       where o.status = 'running'
      union all
      select 'outbox', b.id, b.status, b.run_token, b.claimed_by, null, 'deliver/' || b.channel
        from ops.outbox b where b.status = 'sending'
    ) x
    join ops.workers w on w.incarnation = x.claimed_by and w.stopped_at is null and w.died_at is null and w.pool_ids <> '{}'
   where ops.caller_is_staff()
     and not exists (
       select from graphile_worker.jobs j
        where j.locked_by = any (w.pool_ids) and (j.key = x.kind || ':' || x.id or j.key is null and j.task_identifier = x.task_identifier))
$$;
comment on function ops.runs_lost() is 'Runs, work items and deliveries that a live worker holds though it has no job for them. Empty for callers that are not staff.';
