create or replace function ops.tg_incidents__guard()
returns trigger
language plpgsql
as $$
declare
  v_from text := case when tg_op = 'UPDATE' then old.status else '' end;
begin
  if tg_op = 'UPDATE' and new.event_count = old.event_count
     and (new.status, new.event, new.actor_kind) is not distinct from (old.status, old.event, old.actor_kind) then
    return new;
  end if;
  if new.event_count <> (case when tg_op = 'UPDATE' then old.event_count + 1 else 1 end)
     or not exists (select from ops.incident_transitions t
                     where t.from_status = v_from and t.to_status = new.status and t.event = new.event and t.actor_kind = new.actor_kind) then
    raise exception 'an incident does not go from % to % by % of %', coalesce(nullif(v_from, ''), 'nothing'), new.status, new.event, new.actor_kind
      using errcode = 'MD201', detail = jsonb_build_object('id', new.id, 'from', v_from, 'to', new.status, 'event', new.event, 'actor_kind', new.actor_kind)::text,
            hint = 'ops.incident_transitions lists what may happen.';
  end if;
  return new;
end;
$$;
comment on function ops.tg_incidents__guard() is 'Trigger: refuses (MD201) any change of an incident that is no row of ops.incident_transitions.';
