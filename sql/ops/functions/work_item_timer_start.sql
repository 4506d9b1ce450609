create or replace function ops.work_item_timer_start(p_id bigint, p_kind text)
returns text
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
  v_definition ops.job_definitions;
  v_missing text[];
  v_next timestamptz := ops.work_item_next_slot(p_id);
  v_text text;
begin
  select w.* into strict v_item from ops.work_items w where w.id = p_id;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_item.definition_key;
  v_missing := ops.occurrence_needs_missing(v_item.occurrence_id);
  v_text := format('Laporan belum ada: %s, sejak %s WIB, selanjutnya %s WIB.',
    coalesce(nullif(array_to_string(v_missing, ', '), ''), 'datanya lengkap tetapi belum dijalankan'),
    to_char((select u.due_at from ops.wakeups u where u.id = v_item.wakeup_id) at time zone 'Asia/Jakarta', 'DD/MM HH24:MI'),
    to_char(v_next at time zone 'Asia/Jakarta', 'DD/MM HH24:MI'));

  if v_missing <> '{}' and p_kind = 'give_up' then
    perform ops.work_item_escalate(p_id, 'give_up', 'timer', 'engine', format('data belum ada sampai jadwal berikutnya: %s', array_to_string(v_missing, ', ')));
    perform ops.work_item_run_drop(v_item.occurrence_id, format('given up at the next slot, missing: %s', array_to_string(v_missing, ', ')));
    return 'escalated';
  end if;
  perform ops.work_item_alert(p_id, 'warning', 'not_started:' || p_kind, 'belum ada', v_text);
  if v_missing <> '{}' then
    perform ops.missing_tell(v_item.occurrence_id);
  else
    -- Nothing is missing: switched off, paused, or no worker. The job is there when it may run.
    perform ops.jobs_add(v_definition.task_identifier, 'work_item', array[p_id::text]);
  end if;
  perform ops.work_item_rearm(p_id, 'give_up', v_next);
  return case when v_missing = '{}' then 'not_started' else 'needs_missing' end;
end;
$$;
comment on function ops.work_item_timer_start(bigint, text) is 'An item that should have started: needs_missing (alert, who waits for it is told, given up at the next slot) | not_started (its job is added again) | escalated (row 4). The caller holds the locks.';
