create or replace function ops.work_items_over(p_before timestamptz)
returns table (id bigint)
language sql stable
as $$
  select i.id from ops.work_items i join ops.work_item_states s on s.status = i.status and s.is_final where i.finished_at < p_before
$$;
comment on function ops.work_items_over(timestamptz) is 'Work items that nothing can happen to any more, ended before a time: what belongs to them may be let go. Internal.';
