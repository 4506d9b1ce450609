create or replace function ops.approval_timer(p_work_item_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_next record;
begin
  select d.* into strict v_next from ops.approval_deadline(p_work_item_id) d;
  if v_next.due_at > util.now() then
    -- What it waits for has moved since the wake-up was handed out.
    perform ops.approval_deadline_set(p_work_item_id);
    return 'moved';
  end if;
  if v_next.what = 'arrival' then
    return ops.approval_arrive(p_work_item_id);
  elsif v_next.what = 'absence' then
    perform ops.approval_backup_open(p_work_item_id);
    perform ops.approval_deadline_set(p_work_item_id);
    return 'backup_opened';
  elsif v_next.action = 'escalate' then
    perform ops.work_item_escalate(p_work_item_id, 'ladder_end', 'timer', 'engine', 'Tidak ada jawaban sampai akhir tangga pengingat.');
    return 'escalated';
  end if;

  update ops.work_items w set rung_position = v_next."position" where w.id = p_work_item_id;
  if v_next.action = 'open_backup' then
    perform ops.approval_backup_open(p_work_item_id);
  else
    perform ops.approval_remind(p_work_item_id, v_next.whom, v_next."position");
  end if;
  perform ops.approval_deadline_set(p_work_item_id);
  return case v_next.action when 'open_backup' then 'backup_opened' else 'reminded' end;
end;
$$;
comment on function ops.approval_timer(bigint) is 'The ladder of a pending approval: arrived | next_channel | reminded | backup_opened | escalated | moved. The caller holds the locks and knows that the wake-up is due.';
