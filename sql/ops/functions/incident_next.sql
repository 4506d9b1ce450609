-- The runbook: what follows from an answer. One question at a time, and each transaction that takes an answer plans the next one.
create or replace function ops.incident_next(p_id bigint, p_step_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_now timestamptz := util.now();
  v_incident ops.incidents;
  v_step ops.incident_steps;
  v_poll timestamptz := util.now() + util.setting_interval('overseer.poll_every');
begin
  select i.* into strict v_incident from ops.incidents i where i.id = p_id for update;
  select s.* into strict v_step from ops.incident_steps s where s.id = p_step_id;
  if v_incident.status not in ('open', 'recovering', 'verified') then
    return;
  end if;

  -- Nobody answers at the first way in: the same at the second, where there is one. A restart cannot have been sent.
  if v_step.verdict = 'unreachable' and v_incident.phase <> 'schedule' and not v_step.is_rescue
     and (select m.rescue_port is not null from ops.machines m where m.key = v_incident.machine_key) then
    update ops.incidents i set is_rescue = true where i.id = p_id;
    perform ops.incident_ask(p_id);
    return;
  end if;

  if v_incident.phase = 'schedule' then
    perform ops.incident_schedule(p_id, p_step_id);
  elsif v_step.verdict = 'refused' then
    perform ops.incident_give_up(p_id, v_step.says);
  elsif v_step.verdict = 'off' then
    -- Perhaps another worker has the key; if none has, a person is asked in the end.
    perform ops.incident_failed(p_id, v_step.says);
  elsif v_incident.phase = 'diagnose' then
    if v_step.verdict = 'ok' then
      perform ops.incident_well(p_id, v_step.facts, v_step.says);
    elsif v_step.verdict = 'starting' and coalesce(v_incident.poll_until > v_now, true) then
      update ops.incidents i set poll_until = coalesce(i.poll_until, v_now + util.setting_interval('overseer.poll_limit')) where i.id = p_id;
      perform ops.incident_wait(p_id, 'diagnose', 'retry', v_poll);
    elsif v_step.verdict in ('dead', 'starting') then
      perform ops.incident_restart(p_id, v_step.says);
    else
      perform ops.incident_failed(p_id, v_step.says);
    end if;
  elsif v_incident.phase = 'restart' then
    if v_step.verdict in ('ok', 'starting') then
      update ops.incidents i set phase = 'verify', is_rescue = false, poll_until = v_now + util.setting_interval('overseer.poll_limit') where i.id = p_id;
      perform ops.incident_ask(p_id);
    elsif v_step.verdict = 'unknown' and (select c.on_unknown = 'look_up' from ops.channels c where c.channel = 'ssh') then
      update ops.incidents i set says = v_step.says, poll_until = null where i.id = p_id;
      perform ops.incident_wait(p_id, 'diagnose', 'retry', v_now + (select c.unknown_min_age from ops.channels c where c.channel = 'ssh'));
    elsif v_step.verdict = 'unknown' then
      perform ops.incident_give_up(p_id, format('tidak diketahui apakah mesin sudah dihidupkan ulang: %s', v_step.says));
    else
      perform ops.incident_failed(p_id, v_step.says);
    end if;
  elsif v_step.verdict = 'ok' and v_incident.phase = 'verify' then
    update ops.incidents i set phase = 'confirm' where i.id = p_id;
    perform ops.incident_ask(p_id);
  elsif v_step.verdict = 'ok' then
    perform ops.incident_well(p_id, v_step.facts, v_step.says);
  elsif v_incident.poll_until > v_now then
    update ops.incidents i set is_rescue = false where i.id = p_id;
    perform ops.incident_wait(p_id, 'verify', 'retry', least(v_poll, v_incident.poll_until));
  else
    perform ops.incident_failed(p_id, v_step.says);
  end if;
end;
$$;
comment on function ops.incident_next(bigint, bigint) is 'What follows from the answer to a command of an incident. The caller holds the locks of machine and incident.';
