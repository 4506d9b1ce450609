create or replace function ops.tg_work_items__history()
returns trigger
language plpgsql
as $$
declare
  v_cause jsonb := nullif(current_setting('mandor.transition', true), '')::jsonb;
begin
  insert into ops.work_item_history
    (work_item_id, from_status, to_status, event, actor_kind, actor, reason, revision_no, revision_count)
  values (new.id, case when tg_op = 'UPDATE' then old.status else '' end, new.status, v_cause ->> 'event', v_cause ->> 'actor_kind',
          v_cause ->> 'actor', v_cause ->> 'reason', new.revision_no, case when tg_op = 'UPDATE' then old.revision_count end);
  -- Used up: the next change needs a cause of its own.
  perform set_config('mandor.transition', '', true);
  return null;
end;
$$;
comment on function ops.tg_work_items__history() is 'Trigger: exactly one history row per change of state.';
