-- The trigger sets the first wake-up of a state; this is the next one of the same state.
create or replace function ops.work_item_rearm(p_id bigint, p_kind text, p_due_at timestamptz, p_counts boolean default true)
returns void
language sql volatile
as $$
  update ops.work_items w
     set wakeup_id = ops.wakeup_add(p_kind, 'work_item', p_id::text, p_due_at),
         wakeup_step = w.wakeup_step + case when p_counts then 1 else 0 end
   where w.id = p_id;
$$;
comment on function ops.work_item_rearm(bigint, text, timestamptz, boolean) is 'The item waits on: a new wake-up instead of the one that was due, counted as a reminder or not.';
