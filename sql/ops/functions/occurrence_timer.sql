create or replace function ops.occurrence_timer(p_wakeup_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_occurrence ops.occurrences;
  v_kind text;
  v_until timestamptz;
begin
  select o.* into v_occurrence from ops.occurrences o where o.wakeup_id = p_wakeup_id;
  if not found then
    return 'gone';
  end if;
  perform ops.occurrences_lock_date(v_occurrence.business_date);
  select o.* into v_occurrence from ops.occurrences o where o.id = v_occurrence.id and o.wakeup_id = p_wakeup_id for update;
  if not found then
    return 'gone';
  end if;
  select w.kind into strict v_kind from ops.wakeups w where w.id = p_wakeup_id;

  case v_kind
    when 'start_limit' then
      return ops.occurrence_start_limit(v_occurrence.id);
    when 'give_up' then
      return ops.occurrence_give_up(v_occurrence.id);
    when 'slot', 'paused', 'capacity' then
      v_until := ops.run_paused_until(v_occurrence.definition_key, v_occurrence.payload);
      if v_until is not null then
        perform ops.occurrence_hold(v_occurrence.id, 'paused', v_until);
        return 'paused';
      end if;
      -- Held before it ever ran: its slot may be long past by now.
      if v_occurrence.status = 'expected' and v_occurrence.attempts = 0 and not v_occurrence.is_manual and v_kind <> 'capacity' then
        return ops.occurrence_slot_due(v_occurrence.id);
      end if;
      perform ops.occurrence_advance(v_occurrence.id);
    else
      perform ops.occurrence_advance(v_occurrence.id);
  end case;
  return 'advanced';
end;
$$;
comment on function ops.occurrence_timer(bigint) is 'A wake-up of a run is due: its slot has come, its deadline has passed, or what held it is to be looked at again. gone when it waits for something else by now.';
