create or replace function ops.incident_timer(p_wakeup_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_incident ops.incidents;
  v_kind text;
begin
  select i.* into v_incident from ops.incidents i where i.wakeup_id = p_wakeup_id;
  if not found then
    return 'stale';
  end if;
  perform ops.machine_lock(v_incident.machine_key);
  select i.* into v_incident from ops.incidents i where i.id = v_incident.id and i.wakeup_id = p_wakeup_id for update;
  if not found then
    return 'stale';
  end if;
  select w.kind into v_kind from ops.wakeups w where w.id = p_wakeup_id and w.due_at <= util.now();
  if not found then
    return 'early';
  end if;
  if v_kind = 'reminder' then
    perform ops.incident_happen(v_incident.id, 'remind', v_incident.says, 'person', 'reminder', util.now() + util.setting_interval('overseer.remind_every'));
    perform ops.incident_report(v_incident.id);
    return 'reminded';
  elsif exists (select from ops.incident_steps s where s.machine_key = v_incident.machine_key and s.status in ('planned', 'running')) then
    -- It is still asked, or its worker died: the sweep takes care of that.
    perform ops.incident_wait(v_incident.id, v_incident.phase, v_kind, util.now() + interval '15 minutes');
    return 'waits';
  end if;
  perform ops.incident_ask(v_incident.id);
  return 'asked';
end;
$$;
comment on function ops.incident_timer(bigint) is 'A wake-up of an incident is due: asked | waits (a command is under way) | reminded | stale | early.';
