create or replace function ops.incident_failed(p_id bigint, p_why text)
returns void
language plpgsql volatile
as $$
declare
  v_incident ops.incidents;
  v_count integer;
begin
  select i.* into strict v_incident from ops.incidents i where i.id = p_id;
  if v_incident.status = 'open' then
    perform ops.incident_happen(p_id, 'start', p_why, 'diagnose');
  end if;
  perform ops.incident_happen(p_id, 'recovery_failed', p_why, 'diagnose', 'retry', util.now() + util.setting_interval('overseer.retry_after'));
  update ops.incidents i set is_rescue = false, poll_until = null where i.id = p_id;
  select count(*) into v_count
    from ops.incident_history h join ops.incidents i on i.id = h.incident_id
   where i.machine_key = v_incident.machine_key and h.event = 'recovery_failed'
     -- In the same incident the machine was never well between them, however far apart a pause or a slow host put them.
     and (i.id = p_id or h.at > util.now() - util.setting_interval('overseer.window'));
  if v_count >= util.setting_integer('overseer.max_failures') then
    perform ops.incident_give_up(p_id, format('%s kali pemulihan gagal; terakhir: %s', v_count, p_why));
  end if;
end;
$$;
comment on function ops.incident_failed(bigint, text) is 'A recovery has failed: later again, or a person is asked when it was one too many. The caller holds the locks.';
