create or replace function ops.work_item_retry(p_id bigint, p_note text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_item ops.work_items;
  v_note text := ops.note_require(p_note, format('retrying work item %s', p_id));
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not retry work items', util.caller() using errcode = '42501';
  end if;
  v_item := ops.work_item_require(p_id);
  if v_item.status <> 'failed' then
    return ops.decision_note(p_id, 'retry', 'retry', v_item.status, v_note);
  end if;
  perform ops.work_item_announce('retry', 'operator', util.caller(), v_note);
  -- Nobody holds it yet: the token is for the state's sake, the worker that takes the job gets its own.
  update ops.work_items w
     set status = 'in_progress', run_token = gen_random_uuid(), claimed_by = null, failed_since = null, timer_retries = 0
   where w.id = p_id;
  perform ops.work_item_run_again(p_id);
  return ops.decision_note(p_id, 'retry', 'retry', 'in_progress', v_note);
end;
$$;
comment on function ops.work_item_retry(bigint, text) is 'A person lets a failed work item run again: in_progress; its state when it is not failed. MD101 without a note.';
