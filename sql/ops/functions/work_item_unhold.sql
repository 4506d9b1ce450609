create or replace function ops.work_item_unhold(p_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_task text;
begin
  update ops.work_items w set hold_wakeup_id = null
    from ops.job_definitions d
   where w.id = p_id and d.key = w.definition_key
  returning d.task_identifier into strict v_task;
  perform ops.jobs_add(v_task, 'work_item', array[p_id::text]);
  return 'resumed';
end;
$$;
comment on function ops.work_item_unhold(bigint) is 'What held the run of a work item back is looked at again: it gets its job, and whoever takes it asks the gate. The caller holds the locks.';
