-- The occurrence waits for its item, as long as it is open. A revision or a redo comes after that: then the item waits itself.
create or replace function ops.run_hold(p_occurrence ops.occurrences, p_work_item_id bigint, p_kind text, p_due_at timestamptz)
returns void
language plpgsql volatile
as $$
begin
  if p_occurrence.status in ('expected', 'waiting', 'running') then
    perform ops.occurrence_hold(p_occurrence.id, p_kind, p_due_at);
  elsif p_work_item_id is not null then
    update ops.work_items w
       set claimed_by = null,
           -- Whoever held it is dead; should he come back, it is not his any more.
           run_token = case when w.claimed_by is null then w.run_token else gen_random_uuid() end,
           hold_wakeup_id = ops.wakeup_add(p_kind, 'work_item', p_work_item_id::text, p_due_at)
     where w.id = p_work_item_id;
  end if;
end;
$$;
comment on function ops.run_hold(ops.occurrences, bigint, text, timestamptz) is 'A run that may not start yet waits for a wake-up of this kind: its occurrence, or its work item when that has ended. The caller holds the locks of both.';
