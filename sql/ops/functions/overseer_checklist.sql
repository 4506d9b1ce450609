create or replace function ops.overseer_checklist()
returns table (item text, subject text, is_wrong boolean, says text)
language sql stable
as $$
  select 'agents', s.key, true, format('%s (%s) diam, %s lewat', s.title, s.agent, date_trunc('minute', s.late_by)) from ops.v_stale_agents s
  union all
  select 'machines', i.machine_key, true, format('%s: insiden %s, %s', m.title, i.id, i.status)
    from ops.incidents i join ops.machines m on m.key = i.machine_key where i.status <> 'closed'
  union all
  select 'jobs', 'dead', true, format('%s pekerjaan berhenti', count(*)) from ops.v_dead_jobs having count(*) > 0
  union all
  select 'waits', 'orphans', true, format('%s baris menunggu tanpa pengingat', count(*)) from ops.v_orphans having count(*) > 0
$$;
comment on function ops.overseer_checklist() is 'What is wrong now, one row each; no row: nothing is. What the overseer looks at each half hour.';
