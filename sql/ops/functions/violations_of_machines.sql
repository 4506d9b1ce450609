-- The part of ops.violations that is about machines. p_machines: those that are ill, [{machine, ill_since}], as nobody of us knows it.
create or replace function ops.violations_of_machines(p_machines jsonb)
returns table (rule text, subject text, why text)
language sql stable
as $$
  -- Asked soon, or waiting for minutes: an incident that waits longer and is no person's was forgotten, whatever its timer says.
  select 'incident_idle', i.machine_key || ' ' || i.opened_at, format('%s, and nothing is asked before %s', i.status, w.due_at)
    from ops.incidents i
    join ops.wakeups w on w.id = i.wakeup_id
   where i.status in ('open', 'recovering', 'verified') and w.due_at > util.now() + interval '1 hour'
     and not exists (select from ops.incident_steps s where s.incident_id = i.id and s.status in ('planned', 'running'))
  union all
  -- Between two restarts somebody looked, or they were two at once.
  select 'restarted_blindly', s.machine_key || ' ' || s.started_at, 'restarted twice, and nobody looked in between'
    from (select x.machine_key, x.step, x.started_at, lag(x.step) over (partition by x.machine_key order by x.id) as before
            from ops.incident_steps x where x.started_at is not null) s
   where s.step = 'restart' and s.before = 'restart'
  union all
  select 'restarted_too_often', s.machine_key || ' ' || s.started_at, format('%s restarts within %s', s.restarts, util.setting('overseer.window'))
    from (select x.machine_key, x.started_at, n.restarts
            from ops.incident_steps x
           cross join lateral (
             select count(*) as restarts from ops.incident_steps y
              where y.machine_key = x.machine_key and y.step = 'restart' and y.started_at > x.started_at - util.setting_interval('overseer.window') and y.started_at <= x.started_at) n
           where x.step = 'restart' and x.started_at is not null) s
   where s.restarts > util.setting_integer('overseer.max_restarts')
  union all
  -- Half a day, because above the cap of a day a message waits for the digest.
  select 'exhausted_not_told', i.machine_key || ' ' || i.opened_at, format('given up at %s, and no message of it has arrived', h.at)
    from ops.incidents i
   cross join lateral (select max(x.at) as at from ops.incident_history x where x.incident_id = i.id and x.event = 'give_up') h
   where h.at < util.now() - interval '12 hours' and i.status = 'exhausted'
     and not exists (select from ops.alerts a
                       join ops.alert_deliveries d on d.alert_id = a.id
                       join ops.outbox o on o.id = d.outbox_id and o.status = 'confirmed'
                      where a.dedupe_key like 'incident:' || i.id || ':%')
  union all
  select 'machine_forgotten', b.machine, format('ill since %s, looked at since then, and no incident is open', b.ill_since)
    from jsonb_to_recordset(p_machines) as b (machine text, ill_since timestamptz)
   where exists (select from ops.occurrences o where o.definition_key = 'overseer.watch' and o.status in ('done', 'late')
                    and o.slot_at > b.ill_since and o.finished_at < util.now() - interval '1 hour')
     and not exists (select from ops.incidents i where i.machine_key = b.machine and i.status <> 'closed')
$$;
comment on function ops.violations_of_machines(jsonb) is 'Rules about machines and incidents that are broken now. p_machines: machines that are ill, [{machine, ill_since}].';
