create or replace function ops.work_item_defer(p_run_token uuid, p_seconds numeric, p_reason text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_item ops.work_items;
  v_until timestamptz;
  v_deadline timestamptz;
  v_error jsonb := jsonb_build_object('code', 'deferred', 'message', coalesce(p_reason, 'no reason given'));
begin
  v_item := ops.work_item_lock(p_run_token);
  if v_item.id is null then
    return 'not_mine';
  end if;
  v_until := util.now() + ops.defer_for(v_item.deferrals, p_seconds);
  select v_item.created_at + coalesce(d.latest_start, interval '2 hours') + d.max_duration into strict v_deadline
    from ops.job_definitions d where d.key = v_item.definition_key;
  -- A revision has its own day: it was opened long before.
  if v_until > v_deadline and v_item.revision_no = 0 then
    return ops.work_item_fail(p_run_token, v_error, true);
  end if;
  perform ops.occurrence_give_back(v_item.occurrence_id, v_error, false);
  update ops.work_items w
     set run_token = gen_random_uuid(), claimed_by = null, error = v_error, deferred_until = v_until, deferrals = w.deferrals + 1
   where w.id = v_item.id;
  return 'deferred';
end;
$$;
comment on function ops.work_item_defer(uuid, numeric, text) is 'A run of a work item cannot go on now: deferred (it stays in progress, a timer starts it again) | failed (it could not be in time any more) | not_mine. The job then ends well.';
