create or replace function ops.work_item_correct(p_item_id bigint, p_note text)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_note text := ops.note_require(p_note, format('correcting work item %s', p_item_id));
  v_item ops.work_items;
  v_payload jsonb;
  v_id bigint;
  v_occurrence bigint;
  v_slot timestamptz := util.now();
  v_number integer;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not correct work items', util.caller() using errcode = '42501';
  end if;
  v_item := ops.work_item_require(p_item_id);
  if v_item.corrects_id is not null then
    -- A correction of a correction corrects the same approved day: numbered on, and compared with what was signed last.
    v_item := ops.work_item_require(v_item.corrects_id);
  end if;
  if v_item.status <> 'approved' then
    raise exception 'work item % is %, only an approved one is corrected', v_item.id, v_item.status
      using errcode = 'MD201', hint = 'An open item is sent back or withdrawn instead.';
  end if;
  select w.id into v_id from ops.work_items w
   where w.corrects_id = v_item.id and w.status not in ('approved', 'cancelled') order by w.id limit 1;
  if found then
    perform ops.decision_note(p_item_id, 'correct', 'correct', 'open', v_note);
    return v_id;
  end if;

  select count(*) + 1 into v_number from ops.work_items w where w.corrects_id = v_item.id;
  select o.payload into v_payload from ops.occurrences o where o.id = v_item.occurrence_id;
  loop
    insert into ops.occurrences (definition_key, slot_at, business_date, payload, is_manual, note)
    values (v_item.definition_key, v_slot, v_item.business_date, coalesce(v_payload, '{}'), true, format('correction of work item %s', v_item.id))
    on conflict (definition_key, slot_at) do nothing
    returning id into v_occurrence;
    exit when v_occurrence is not null;
    v_slot := v_slot + interval '1 microsecond';
  end loop;
  v_id := ops.work_item_open(v_item.definition_key, v_item.business_date, 'koreksi-' || v_number, v_occurrence);
  update ops.work_items w
     set corrects_id = v_item.id, title = format('%s (koreksi %s)', v_item.title, v_number), notes = v_note
   where w.id = v_id;
  perform ops.decision_note(p_item_id, 'correct', 'correct', 'opened', v_note);
  perform ops.occurrence_advance(v_occurrence);
  return v_id;
end;
$$;
comment on function ops.work_item_correct(bigint, text) is 'Opens the correction of an approved item, or answers the one that is open: a new item koreksi-n with a life of its own. The approved one stays. MD201 not approved, MD401 no such item, MD101 no note.';
