create or replace function ops.incident_happen(
  p_id bigint, p_event text, p_why text, p_phase text, p_wakeup_kind text default 'step_limit', p_due_at timestamptz default null,
  p_actor_kind text default 'system', p_actor text default 'runbook'
)
returns void
language plpgsql volatile
as $$
declare
  v_to text;
begin
  select t.to_status into v_to
    from ops.incidents i join ops.incident_transitions t on t.from_status = i.status and t.event = p_event and t.actor_kind = p_actor_kind
   where i.id = p_id;
  if not found then
    raise exception 'incident % knows no % now', p_id, p_event
      using errcode = 'MD201', detail = (select jsonb_build_object('id', i.id, 'status', i.status, 'event', p_event)::text from ops.incidents i where i.id = p_id),
            hint = 'ops.incident_transitions lists what may happen.';
  end if;
  update ops.incidents i
     set status = v_to, event = p_event, event_count = i.event_count + 1, actor_kind = p_actor_kind, actor = p_actor, says = p_why, phase = p_phase,
         verified_at = case when v_to = 'verified' then util.now() else i.verified_at end,
         closed_at = case when v_to = 'closed' then util.now() end,
         wakeup_id = case when v_to <> 'closed' then
           ops.wakeup_add(p_wakeup_kind, 'incident', p_id::text, coalesce(p_due_at, util.now() + interval '15 minutes')) end
   where i.id = p_id;
end;
$$;
comment on function ops.incident_happen(bigint, text, text, text, text, timestamptz, text, text) is
  'Something happens to an incident: state, history and timer in one. MD201 when its state does not know the event. The caller holds its lock.';
