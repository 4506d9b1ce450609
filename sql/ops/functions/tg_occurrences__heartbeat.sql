create or replace function ops.tg_occurrences__heartbeat()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  -- A run that makes a work item is told by its item: revisions have no occurrence of their own.
  insert into ops.heartbeats (agent, definition_key, machine, at, status, duration)
  select d.agent, d.key, coalesce(a.machine, w.host, 'worker'), util.now(),
         case when new.status = 'expected' then case when new.deferred_until is null then 'failed' else 'deferred' end else new.status end,
         greatest(util.now() - new.started_at, '0')
    from ops.job_definitions d
    join agent.profiles a on a.name = d.agent
    left join ops.workers w on w.incarnation = old.claimed_by
   where d.key = new.definition_key and not d.makes_work_item;
  return null;
end;
$$;
comment on function ops.tg_occurrences__heartbeat() is 'Trigger: a run that ended, well or not, is a sign of life of its agent.';
