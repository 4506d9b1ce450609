create or replace function ops.work_item_require(p_id bigint)
returns ops.work_items
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
begin
  v_item := ops.work_item_take(p_id);
  if v_item.id is null then
    raise exception 'there is no work item %', coalesce(p_id::text, 'NULL') using errcode = 'MD401';
  end if;
  return v_item;
end;
$$;
comment on function ops.work_item_require(bigint) is 'As ops.work_item_take; MD401 when there is no such item.';
