create or replace function ops.heartbeat_of_run(p_definition_key text, p_status text, p_incarnation uuid, p_started_at timestamptz)
returns void
language sql volatile
as $$
  insert into ops.heartbeats (agent, definition_key, machine, at, status, duration)
  select d.agent, d.key, coalesce(a.machine, w.host, 'worker'), util.now(), p_status, greatest(util.now() - p_started_at, '0')
    from ops.job_definitions d
    join agent.profiles a on a.name = d.agent
    left join ops.workers w on w.incarnation = p_incarnation
   where d.key = p_definition_key
$$;
comment on function ops.heartbeat_of_run(text, text, uuid, timestamptz) is
  'A run that ended is a sign of life of its agent, on its own machine or on that of the worker that ran it. p_status: done | late | deferred | failed. Internal.';
