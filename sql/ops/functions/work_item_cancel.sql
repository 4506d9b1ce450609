create or replace function ops.work_item_cancel(p_id bigint, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_note text := ops.note_require(p_note, format('cancelling work item %s', p_id));
  v_item ops.work_items;
  v_actor record;
begin
  v_item := ops.work_item_require(p_id);
  v_actor := ops.work_item_actor(p_id, p_person_id, '{operator,supervisor}');
  if v_item.status not in ('in_progress', 'failed', 'revision', 'done') then
    return ops.decision_note(p_id, 'cancel', 'cancel', 'not_cancellable', v_note, p_person_id);
  end if;
  perform ops.work_item_announce('cancel', v_actor.actor_kind, v_actor.actor, v_note);
  -- Without its token a run that still works is answered not_mine.
  update ops.work_items w set status = 'cancelled', finished_at = util.now(), run_token = null, claimed_by = null where w.id = p_id;
  perform ops.work_item_run_drop(v_item.occurrence_id, format('work item %s was cancelled by %s: %s', p_id, v_actor.actor, v_note));
  return ops.decision_note(p_id, 'cancel', 'cancel', 'cancelled', v_note, p_person_id);
end;
$$;
comment on function ops.work_item_cancel(bigint, text, bigint) is 'An operator or supervisor gives a work item up: cancelled | not_cancellable (not started: skip it; pending: withdraw it; escalated: close it). A later finish is answered not_mine. MD101 without a note.';
