create or replace function ops.work_item_retry(p_id bigint, p_note text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_item ops.work_items;
  v_task text;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not retry work items', util.caller() using errcode = '42501';
  end if;
  if coalesce(trim(p_note), '') = '' then
    raise exception 'say why work item % is to be tried again', p_id using errcode = 'MD101', hint = 'Pass p_note.';
  end if;
  select w.* into v_item from ops.work_items w where w.id = p_id for update;
  if not found then
    raise exception 'there is no work item %', p_id using errcode = 'MD401';
  end if;
  if v_item.status <> 'failed' then
    return v_item.status;
  end if;
  select d.task_identifier into strict v_task from ops.job_definitions d where d.key = v_item.definition_key;
  perform ops.work_item_announce('retry', 'operator', util.caller(), p_note);
  -- Nobody holds it yet: the token is for the state's sake, the worker that takes the job gets its own.
  update ops.work_items w set status = 'in_progress', run_token = gen_random_uuid(), claimed_by = null where w.id = p_id;
  perform ops.jobs_add(v_task, 'work_item', array[p_id::text]);
  return 'in_progress';
end;
$$;
comment on function ops.work_item_retry(bigint, text) is 'A person lets a failed work item run again: in_progress; its state when it is not failed. MD101 without a note.';
