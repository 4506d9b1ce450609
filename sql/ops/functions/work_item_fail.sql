create or replace function ops.work_item_fail(p_run_token uuid, p_error jsonb, p_is_final boolean)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_item ops.work_items;
  v_agent text;
  v_error jsonb := coalesce(p_error, '{"message": "no reason given"}');
begin
  v_item := ops.work_item_lock(p_run_token);
  if v_item.id is null then
    return 'not_mine';
  end if;
  perform ops.occurrence_give_back(v_item.occurrence_id, v_error, p_is_final);
  if not p_is_final then
    -- It stays in progress for the retry. The token changes, so that this run is heard no more.
    update ops.work_items w set run_token = gen_random_uuid(), claimed_by = null, error = v_error where w.id = v_item.id;
    return 'in_progress';
  end if;
  select d.agent into strict v_agent from ops.job_definitions d where d.key = v_item.definition_key;
  perform ops.work_item_announce('fail', 'worker', v_agent, v_error ->> 'message');
  update ops.work_items w set status = 'failed', run_token = null, claimed_by = null, error = v_error where w.id = v_item.id;
  perform ops.work_item_alert(v_item.id, 'critical', 'failed', 'gagal', v_error ->> 'message');
  return 'failed';
end;
$$;
comment on function ops.work_item_fail(uuid, jsonb, boolean) is 'A run has failed: failed (final) | in_progress (a retry takes it over) | not_mine.';
