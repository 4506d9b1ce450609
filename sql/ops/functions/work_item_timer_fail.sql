create or replace function ops.work_item_timer_fail(p_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
  v_error jsonb;
begin
  select w.* into strict v_item from ops.work_items w where w.id = p_id;
  v_error := jsonb_build_object('code', 'MD203', 'message',
    case v_item.status when 'revision' then 'the revision was not started within its limit, twice'
                       else 'the run did not end within max_duration, twice' end);
  if v_item.status = 'in_progress' then
    perform ops.occurrence_give_back(v_item.occurrence_id, v_error, true);
    perform ops.work_item_run_drop(v_item.occurrence_id, v_error ->> 'message');
  end if;
  perform ops.work_item_announce(case v_item.status when 'revision' then 'rerun_limit' else 'fail' end, 'timer', 'engine', v_error ->> 'message');
  update ops.work_items w set status = 'failed', run_token = null, claimed_by = null, error = v_error where w.id = p_id;
  perform ops.work_item_alert(p_id, case v_item.status when 'revision' then 'warning' else 'critical' end, 'failed', 'gagal', v_error ->> 'message');
  return 'failed';
end;
$$;
comment on function ops.work_item_timer_fail(bigint) is 'A run or a revision that took too long twice has failed (rows 6 and 21); a late finish is answered not_mine. The caller holds the locks.';
