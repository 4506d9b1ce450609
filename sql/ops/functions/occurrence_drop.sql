create or replace function ops.occurrence_drop(p_id bigint, p_status text, p_into bigint, p_note text)
returns text
language plpgsql volatile
as $$
declare
  v_item bigint;
begin
  update ops.occurrences o
     set status = p_status, finished_at = util.now(), collapsed_into = p_into, note = p_note
   where o.id = p_id;
  -- Its work item, when it had been opened before (it was held by a pause), goes with it.
  for v_item in
    select w.id from ops.work_items w where w.occurrence_id = p_id and w.status = 'scheduled' order by w.id for update
  loop
    perform ops.work_item_announce('skip', 'system', 'engine', p_note);
    update ops.work_items w set status = 'cancelled', finished_at = util.now() where w.id = v_item;
  end loop;
  return p_status;
end;
$$;
comment on function ops.occurrence_drop(bigint, text, bigint, text) is 'A run that will never start: skipped (why) or collapsed (into which). The caller holds the locks of date and row.';
