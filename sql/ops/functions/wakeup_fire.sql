-- Reads without a lock: the owner of the row that waits locks in the documented order and looks again.
create or replace function ops.wakeup_fire(p_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_wakeup ops.wakeups;
begin
  select w.* into v_wakeup from ops.wakeups w where w.id = p_id;
  if not found then
    return 'gone';
  end if;
  if v_wakeup.due_at > util.now() then
    -- The clock was set back after it had been handed out.
    update ops.wakeups w set dispatched_at = null where w.id = p_id;
    return 'not_due';
  end if;
  case v_wakeup.subject_kind
    when 'occurrence' then return ops.occurrence_timer(p_id);
    when 'work_item' then perform ops.work_item_timer(p_id);
    when 'outbox' then perform ops.outbox_timer(p_id);
    when 'pause' then return ops.pause_timer(p_id);
    when 'incident' then return ops.incident_timer(p_id);
    else
      raise exception 'nobody answers wake-ups of a %', v_wakeup.subject_kind
        using errcode = 'MD902', detail = to_jsonb(v_wakeup)::text;
  end case;
  return 'fired';
end;
$$;
comment on function ops.wakeup_fire(bigint) is 'A wake-up is due: the owner of the row that waits decides. gone: the wait has ended meanwhile; not_due: the clock was set back.';
