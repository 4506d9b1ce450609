create or replace function ops.work_item_redo(p_id bigint, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_note text := ops.note_require(p_note, format('doing work item %s again', p_id));
  v_item ops.work_items;
  v_actor record;
begin
  v_item := ops.work_item_require(p_id);
  v_actor := ops.work_item_actor(p_id, p_person_id, '{supervisor}');
  if v_actor.actor_kind is null then
    return ops.decision_note(p_id, 'redo', 'redo', 'not_supervisor', v_note, p_person_id);
  elsif v_item.status <> 'escalated' then
    return ops.decision_note(p_id, 'redo', 'redo', 'not_escalated', v_note, p_person_id);
  elsif ops.occurrence_needs_missing(v_item.occurrence_id) <> '{}' then
    -- Never a run on partial data, not even on a supervisor's word.
    return ops.decision_note(p_id, 'redo', 'redo', 'needs_missing', v_note, p_person_id);
  end if;
  perform ops.work_item_redo_run(p_id, v_actor.actor, v_note);
  return ops.decision_note(p_id, 'redo', 'redo', 'in_progress', v_note, p_person_id);
end;
$$;
comment on function ops.work_item_redo(bigint, text, bigint) is 'A supervisor lets an escalated item be made again, rejections counted from none: in_progress | not_escalated | not_supervisor | needs_missing. MD101 without a note.';
