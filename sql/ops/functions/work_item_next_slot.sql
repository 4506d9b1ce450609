create or replace function ops.work_item_next_slot(p_id bigint)
returns timestamptz
language sql stable
as $$
  select case when w.occurrence_id is null then util.now() + interval '24 hours' else ops.occurrence_next_slot(w.occurrence_id) end
    from ops.work_items w
   where w.id = p_id;
$$;
comment on function ops.work_item_next_slot(bigint) is 'The next slot of an item''s job after now; a day from now when it has no schedule.';
