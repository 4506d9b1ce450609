-- One due wake-up, handed out any number of times, acts once: the item no longer points to it afterwards.
create or replace function ops.work_item_timer(p_wakeup_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_wakeup ops.wakeups;
  v_item ops.work_items;
  v_definition ops.job_definitions;
  v_after interval;
  v_is_second boolean;
begin
  select u.* into v_wakeup from ops.wakeups u where u.id = p_wakeup_id and u.subject_kind = 'work_item';
  if not found then
    return 'stale';
  end if;
  v_item := ops.work_item_take(v_wakeup.subject_id::bigint);
  if v_item.id is null or v_item.wakeup_id is distinct from p_wakeup_id and v_item.hold_wakeup_id is distinct from p_wakeup_id then
    return 'stale';
  end if;
  select u.* into strict v_wakeup from ops.wakeups u where u.id = p_wakeup_id;
  if v_wakeup.due_at > util.now() then
    return 'early';
  end if;
  if v_item.hold_wakeup_id = p_wakeup_id then
    return ops.work_item_unhold(v_item.id);
  end if;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_item.definition_key;
  select coalesce(s.wakeup_after, v_definition.max_duration) into strict v_after from ops.work_item_states s where s.status = v_item.status;
  v_is_second := v_item.wakeup_step > 0;

  if v_item.status = 'done' and not v_definition.requires_review then
    -- It stayed here because nobody could sign it, or a check had failed. Perhaps that is mended by now.
    if ops.work_item_pass(v_item.id, 'system', 'engine', 'no review is required') not in ('checks_failed', 'no_approver') then
      return 'passed';
    end if;
  end if;
  if v_item.status = 'scheduled' then
    return ops.work_item_timer_start(v_item.id, v_wakeup.kind);
  elsif v_item.status = 'pending_approval' then
    return ops.approval_timer(v_item.id);
  elsif v_item.status = 'failed' then
    return ops.work_item_timer_failed(v_item.id, v_wakeup.kind);
  elsif v_wakeup.kind = 'deferred' then
    return ops.work_item_resume(v_item.id);
  elsif v_item.status = 'escalated' then
    perform ops.work_item_alert(v_item.id, case when v_item.wakeup_step >= 2 then 'critical' else 'warning' end,
      'escalated_reminder:' || v_item.wakeup_step, 'menunggu keputusan atasan',
      format('Sudah %s hari. Pilihan: mandor redo, approve atau close untuk item %s.', v_item.wakeup_step + 1, v_item.id));
  elsif v_item.status = 'done' and v_is_second then
    perform ops.work_item_escalate(v_item.id, 'review_limit', 'timer', 'engine', 'Tidak diperiksa dalam batas waktunya.');
    return 'escalated';
  elsif v_item.status in ('in_progress', 'revision') and not ops.worker_is_live(v_item.claimed_by)
        and ops.work_item_is_held(v_item.id) then
    -- A pause is a person's will, no delay: the limit counts from its end.
    perform ops.work_item_rearm(v_item.id, v_wakeup.kind, util.now() + v_after, false);
    return 'paused';
  elsif v_is_second then
    return ops.work_item_timer_fail(v_item.id);
  else
    if v_item.status = 'done' and v_definition.requires_review then
      -- Its job was lost, or what kept it from deciding (no PIC, no overseer) may be mended by now.
      perform ops.review_add(v_item.id, v_item.revision_no);
    end if;
    if v_item.status in ('in_progress', 'revision') and not ops.worker_is_live(v_item.claimed_by) and v_item.hold_wakeup_id is null then
      perform ops.jobs_add(v_definition.task_identifier, 'work_item', array[v_item.id::text]);
    end if;
    perform ops.work_item_alert(v_item.id, 'warning', v_wakeup.kind || ':' || v_item.revision_no, 'terlalu lama',
      format('Status %s, batas %s sudah lewat. Sekali lagi, lalu %s.', v_item.status, v_after,
        case v_item.status when 'done' then 'ke atasan' else 'dianggap gagal' end));
  end if;
  perform ops.work_item_rearm(v_item.id, v_wakeup.kind, util.now() + v_after);
  return 'reminded';
end;
$$;
comment on function ops.work_item_timer(bigint) is
  'A wake-up of a work item is due. stale: the item waits for another one; early: not due by the business clock; else what was done: reminded, retried, failed, escalated, passed, paused, resumed, needs_missing, not_started, arrived, next_channel, backup_opened, moved. Handed out twice it acts once.';
