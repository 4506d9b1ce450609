create or replace function ops.work_item_is_held(p_id bigint)
returns boolean
language sql stable
as $$
  select ops.run_paused_until(w.definition_key, coalesce(o.payload, '{}')) is not null
    from ops.work_items w
    left join ops.occurrences o on o.id = w.occurrence_id
   where w.id = p_id;
$$;
comment on function ops.work_item_is_held(bigint) is 'True while a pause, a switched off definition or an inactive agent keeps the item from running.';
