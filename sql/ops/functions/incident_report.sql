-- After the fact, never in between: one message for a recovery, however many attempts it took. A reminder is a message of its own.
create or replace function ops.incident_report(p_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_incident ops.incidents;
  v_text record;
  v_alert bigint;
begin
  select i.* into strict v_incident from ops.incidents i where i.id = p_id;
  select * into strict v_text from ops.incident_text(p_id);
  v_alert := ops.alert_raise(v_text.severity, (select m.department from ops.machines m where m.key = v_incident.machine_key), 'incident',
    v_text.title, v_text.body, format('incident:%s:%s', p_id, v_incident.event_count));
  -- The supervisor reads it as a mail too, whatever the routes of a warning say.
  if v_text.severity = 'warning' and ops.alert_deliver(v_alert, 'alerts.direct', 'email') = 0 then
    perform ops.alert_deliver(v_alert, 'alerts.main', 'email');
  end if;
end;
$$;
comment on function ops.incident_report(bigint) is 'Tells people what became of an incident: by the routes of alerts, and a recovery also by mail to alerts.direct.';
