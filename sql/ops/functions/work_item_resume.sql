create or replace function ops.work_item_resume(p_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_task text;
begin
  -- A new token, so that the state's own timer (run_limit) comes back.
  update ops.work_items w set deferred_until = null, run_token = gen_random_uuid()
    from ops.job_definitions d
   where w.id = p_id and w.deferred_until is not null and d.key = w.definition_key
  returning d.task_identifier into v_task;
  if not found then
    return 'not_deferred';
  end if;
  perform ops.jobs_add(v_task, 'work_item', array[p_id::text]);
  return 'resumed';
end;
$$;
comment on function ops.work_item_resume(bigint) is 'The time of a deferred work item has come: it gets its job. resumed | not_deferred.';
