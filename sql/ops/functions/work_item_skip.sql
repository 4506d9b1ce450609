create or replace function ops.work_item_skip(p_id bigint, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_note text := ops.note_require(p_note, format('skipping work item %s', p_id));
  v_item ops.work_items;
  v_actor record;
begin
  v_item := ops.work_item_require(p_id);
  v_actor := ops.work_item_actor(p_id, p_person_id, '{operator}');
  if v_item.status <> 'scheduled' then
    return ops.decision_note(p_id, 'skip', 'skip', 'not_scheduled', v_note, p_person_id);
  end if;
  perform ops.work_item_announce('skip', v_actor.actor_kind, v_actor.actor, v_note);
  update ops.work_items w set status = 'cancelled', finished_at = util.now() where w.id = p_id;
  perform ops.work_item_run_drop(v_item.occurrence_id, format('skipped by %s: %s', v_actor.actor, v_note));
  return ops.decision_note(p_id, 'skip', 'skip', 'cancelled', v_note, p_person_id);
end;
$$;
comment on function ops.work_item_skip(bigint, text, bigint) is 'An operator skips a work item that has not started, with its run: cancelled | not_scheduled. MD101 without a note.';
