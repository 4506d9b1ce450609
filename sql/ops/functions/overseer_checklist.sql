create or replace function ops.overseer_checklist()
returns table (item text, subject text, is_wrong boolean, says text)
language sql stable
as $$
  select 'agents', s.key, true, format('%s (%s) diam, %s lewat', s.title, s.agent, date_trunc('minute', s.late_by)) from ops.v_stale_agents s
  union all
  select 'machines', i.machine_key, true, format('%s: insiden %s, %s', m.title, i.id, i.status)
    from ops.incidents i join ops.machines m on m.key = i.machine_key where i.status <> 'closed'
  union all
  -- What cannot be asked is not well: a look that sees nothing is no HEARTBEAT_OK.
  select 'machines', m.key, true, format('%s tidak dapat ditanya: %s', m.title, case when x.verdict = 'off' then x.says else format('runbook %s tidak dikenal', m.runbook) end)
    from ops.machines m
    left join lateral (
      select s.verdict, s.status, s.says from ops.incident_steps s
       where s.machine_key = m.key and s.step = 'health' and s.status in ('done', 'dropped') order by s.id desc limit 1
    ) x on true
   where ops.machine_may_be_asked(m)
     and (x.verdict = 'off' or not exists (select from ops.runbook_steps r where r.runbook = m.runbook and r.step = 'health'))
     and not exists (select from ops.incidents i where i.machine_key = m.key and i.status <> 'closed')
  union all
  select 'jobs', 'dead', true, format('%s pekerjaan berhenti', count(*)) from ops.v_dead_jobs having count(*) > 0
  union all
  select 'waits', 'orphans', true, format('%s baris menunggu tanpa pengingat', count(*)) from ops.v_orphans having count(*) > 0
$$;
comment on function ops.overseer_checklist() is 'What is wrong now, one row each; no row: nothing is. What the overseer looks at each half hour.';
