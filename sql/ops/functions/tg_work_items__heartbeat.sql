create or replace function ops.tg_work_items__heartbeat()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into ops.heartbeats (agent, definition_key, machine, at, status, duration)
  select d.agent, d.key, coalesce(a.machine, w.host, 'worker'), util.now(), case when new.status = 'failed' then 'failed' else 'done' end,
         greatest(util.now() - new.started_at, '0')
    from ops.job_definitions d
    join agent.profiles a on a.name = d.agent
    left join ops.workers w on w.incarnation = old.claimed_by
   where d.key = new.definition_key;
  return null;
end;
$$;
comment on function ops.tg_work_items__heartbeat() is 'Trigger: a run of a work item that ended, well or not, is a sign of life of its agent. A person who cancels is none.';
