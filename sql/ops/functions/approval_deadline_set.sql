create or replace function ops.approval_deadline_set(p_work_item_id bigint)
returns void
language sql volatile
as $$
  select ops.work_item_rearm(p_work_item_id, 'rung', d.due_at) from ops.approval_deadline(p_work_item_id) d;
$$;
comment on function ops.approval_deadline_set(bigint) is 'The item''s timer follows what it waits for. The caller holds the item''s lock.';
