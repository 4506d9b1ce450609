create or replace function ops.incident_ask(p_id bigint, p_page_offset integer default 0)
returns void
language plpgsql volatile
as $$
declare
  v_incident ops.incidents;
  v_until timestamptz := ops.run_paused_until('overseer.watch', '{}');
  v_step text;
begin
  select i.* into strict v_incident from ops.incidents i where i.id = p_id for update;
  if v_until is not null then
    -- What was found before the pause may not hold after it: a restart is not sent unasked.
    perform ops.incident_wait(p_id, case v_incident.phase when 'restart' then 'diagnose' else v_incident.phase end, 'paused', v_until);
    return;
  end if;
  v_step := case v_incident.phase when 'diagnose' then 'health' when 'confirm' then 'health' else v_incident.phase end;
  perform ops.step_add(v_incident.machine_key, p_id, v_step, v_incident.phase, v_incident.is_rescue, p_page_offset);
  perform ops.incident_wait(p_id, v_incident.phase, 'step_limit', util.now() + interval '15 minutes');
end;
$$;
comment on function ops.incident_ask(bigint, integer) is 'Plans the command that the incident''s phase wants; while the overseer is paused it waits. The caller holds the locks of machine and incident.';
