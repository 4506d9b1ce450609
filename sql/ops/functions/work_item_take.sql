-- The order in which everything about an item is locked (see ops.work_item_open). An item is linked to another run only under
-- the lock of its date, so the link that is read here stays.
create or replace function ops.work_item_take(p_id bigint)
returns ops.work_items
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
begin
  select w.* into v_item from ops.work_items w where w.id = p_id;
  if not found then
    return null;
  end if;
  perform ops.occurrences_lock_date(v_item.business_date);
  perform from ops.occurrences o
    where o.id = (select w.occurrence_id from ops.work_items w where w.id = p_id)
      for update;
  select w.* into v_item from ops.work_items w where w.id = p_id for update;
  return v_item;
end;
$$;
comment on function ops.work_item_take(bigint) is 'Locks a work item, its business date and its run in the documented order. An empty row (id is null) when there is none.';
