create or replace function ops.incident_restart(p_id bigint, p_why text)
returns void
language plpgsql volatile
as $$
declare
  v_incident ops.incidents;
  v_count integer;
begin
  select i.* into strict v_incident from ops.incidents i where i.id = p_id;
  -- Of the machine, whichever incident they belonged to: one that dies again and again is not restarted for ever.
  select count(*) into v_count from ops.incident_steps s
   where s.machine_key = v_incident.machine_key and s.step = 'restart'
     and (s.incident_id = p_id and s.started_at is not null or s.started_at > util.now() - util.setting_interval('overseer.window'));
  if v_count >= util.setting_integer('overseer.max_restarts') then
    perform ops.incident_give_up(p_id, format('sudah %s kali dihidupkan ulang dan tetap terganggu: %s', v_count, p_why));
    return;
  end if;
  if v_incident.status = 'open' then
    perform ops.incident_happen(p_id, 'start', p_why, 'restart');
  end if;
  perform ops.incident_happen(p_id, 'restart', p_why, 'restart');
  perform ops.incident_ask(p_id);
end;
$$;
comment on function ops.incident_restart(bigint, text) is 'Plans a restart, when the machine has one left in its budget; else a person is asked. The caller holds the locks.';
