create or replace function ops.incident_schedule(p_id bigint, p_step_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_incident ops.incidents;
  v_step ops.incident_steps;
  v_old jsonb;
  v_max integer;
begin
  select i.* into strict v_incident from ops.incidents i where i.id = p_id;
  select s.* into strict v_step from ops.incident_steps s where s.id = p_step_id;
  -- The first page begins anew: a reading that was interrupted must not count its pages twice.
  v_old := coalesce(case when v_step.page_offset > 0 then v_incident.facts -> 'schedule' end,
    '{"pages": 0, "enabled": 0, "missed": [], "stopped": [], "undelivered": []}');
  if v_step.verdict in ('ok', 'missed') then
    v_old := jsonb_build_object('pages', (v_old ->> 'pages')::integer + 1, 'enabled', (v_old ->> 'enabled')::integer + (v_step.facts ->> 'enabled')::integer,
      'missed', v_old -> 'missed' || (v_step.facts -> 'missed'), 'stopped', v_old -> 'stopped' || (v_step.facts -> 'stopped'),
      'undelivered', v_old -> 'undelivered' || (v_step.facts -> 'undelivered'));
    update ops.incidents i set facts = i.facts || jsonb_build_object('schedule', v_old) where i.id = p_id;
    select (ops.runbook_expect(m.runbook, 'schedule') ->> 'max_pages')::integer into v_max from ops.machines m where m.key = v_incident.machine_key;
    -- A page that leads back or nowhere ends the reading.
    if (v_step.facts ->> 'next_offset')::integer > v_step.page_offset then
      if (v_old ->> 'pages')::integer < coalesce(v_max, 20) then
        perform ops.incident_ask(p_id, (v_step.facts ->> 'next_offset')::integer);
        return;
      end if;
      update ops.incidents i set facts = i.facts || '{"schedule_cut": true}' where i.id = p_id;
    end if;
  else
    update ops.incidents i set facts = i.facts || jsonb_build_object('schedule_unread', v_step.says) where i.id = p_id;
  end if;
  perform ops.incident_happen(p_id, 'report', v_incident.says, 'over');
  perform ops.incident_report(p_id);
end;
$$;
comment on function ops.incident_schedule(bigint, bigint) is 'A page of the schedule of a machine that is well again: the next one, or the end of the incident and its report. The caller holds the locks.';
