create or replace function ops.work_item_close(p_id bigint, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_note text := ops.note_require(p_note, format('closing work item %s', p_id));
  v_item ops.work_items;
  v_actor record;
begin
  v_item := ops.work_item_require(p_id);
  v_actor := ops.work_item_actor(p_id, p_person_id, '{supervisor}');
  if v_actor.actor_kind is null then
    return ops.decision_note(p_id, 'close', 'close', 'not_supervisor', v_note, p_person_id);
  elsif v_item.status <> 'escalated' then
    return ops.decision_note(p_id, 'close', 'close', 'not_escalated', v_note, p_person_id);
  end if;
  perform ops.approvals_close(p_id, 'settled');
  perform ops.work_item_announce('close', 'supervisor', v_actor.actor, v_note);
  update ops.work_items w set status = 'cancelled', finished_at = util.now() where w.id = p_id;
  perform ops.work_item_run_drop(v_item.occurrence_id, format('work item %s was closed by %s: %s', p_id, v_actor.actor, v_note));
  return ops.decision_note(p_id, 'close', 'close', 'cancelled', v_note, p_person_id);
end;
$$;
comment on function ops.work_item_close(bigint, text, bigint) is 'A supervisor closes an escalated item without a result: cancelled | not_escalated | not_supervisor. MD101 without a note.';
