create or replace function ops.tg_work_items__guard()
returns trigger
language plpgsql
as $$
declare
  v_from text := case when tg_op = 'UPDATE' then old.status else '' end;
  v_cause jsonb := nullif(current_setting('mandor.transition', true), '')::jsonb;
begin
  if not exists (
    select from ops.work_item_transitions t
     where t.from_status = v_from and t.to_status = new.status
       and t.event = v_cause ->> 'event' and t.actor_kind = v_cause ->> 'actor_kind'
  ) then
    raise exception 'a work item does not go from % to % by % of %', coalesce(nullif(v_from, ''), 'nothing'), new.status,
        coalesce(v_cause ->> 'event', 'nothing'), coalesce(v_cause ->> 'actor_kind', 'nobody')
      using errcode = 'MD201',
            detail = jsonb_build_object('id', new.id, 'from', v_from, 'to', new.status, 'cause', v_cause)::text,
            hint = 'ops.work_item_transitions lists what is allowed. Use the functions of ops; they name the cause.';
  end if;
  new.updated_at := util.now();
  return new;
end;
$$;
comment on function ops.tg_work_items__guard() is 'Trigger: a change of state must be a row of ops.work_item_transitions, with its event and kind of actor (MD201).';
