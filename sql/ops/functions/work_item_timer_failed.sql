create or replace function ops.work_item_timer_failed(p_id bigint, p_kind text)
returns text
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
  v_limit timestamptz;
  v_due timestamptz;
begin
  select w.* into strict v_item from ops.work_items w where w.id = p_id;
  if p_kind = 'failed_limit' then
    perform ops.work_item_escalate(p_id, 'failed_limit', 'timer', 'engine',
      format('gagal sejak %s WIB: %s', to_char(v_item.failed_since at time zone 'Asia/Jakarta', 'DD/MM HH24:MI'), v_item.error ->> 'message'));
    return 'escalated';
  end if;
  if v_item.timer_retries < 3 and not ops.work_item_is_held(p_id) then
    perform ops.work_item_announce('retry', 'timer', 'engine', format('try %s of 3 by the timer', v_item.timer_retries + 1));
    update ops.work_items w
       set status = 'in_progress', run_token = gen_random_uuid(), claimed_by = null, timer_retries = w.timer_retries + 1
     where w.id = p_id;
    perform ops.work_item_run_again(p_id);
    return 'retried';
  end if;
  select v_item.failed_since + s.gives_up_after, util.now() + s.wakeup_after into strict v_limit, v_due
    from ops.work_item_states s where s.status = 'failed';
  perform ops.work_item_alert(p_id, 'warning', 'failed_reminder:' || v_item.wakeup_step, 'masih gagal',
    concat_ws(E'\n', v_item.error ->> 'message', 'Perbaiki sebabnya, lalu: mandor retry work_item ' || p_id));
  perform ops.work_item_rearm(p_id, case when v_limit <= v_due then 'failed_limit' else 'failed_reminder' end,
    greatest(least(v_limit, v_due), util.now()));
  return 'reminded';
end;
$$;
comment on function ops.work_item_timer_failed(bigint, text) is 'A failed item: retried (three times at most) | reminded | escalated (24 hours after it first failed). The caller holds the locks.';
