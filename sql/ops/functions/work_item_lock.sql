create or replace function ops.work_item_lock(p_run_token uuid)
returns ops.work_items
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
begin
  select w.* into v_item from ops.work_items w where w.run_token = p_run_token;
  if not found then
    return null;
  end if;
  perform ops.occurrences_lock_date(v_item.business_date);
  perform from ops.occurrences o where o.id = v_item.occurrence_id for update;
  select w.* into v_item from ops.work_items w where w.id = v_item.id and w.run_token = p_run_token for update;
  return v_item;
end;
$$;
comment on function ops.work_item_lock(uuid) is 'Locks the work item that a run holds, in the documented order. An empty row (id is null) when another run holds it.';
