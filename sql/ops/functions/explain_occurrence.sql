create or replace function ops.explain_occurrence(p_id bigint)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_now timestamptz := util.now();
  v_occurrence ops.occurrences;
  v_item bigint;
  v_wakeup ops.wakeups;
begin
  select o.* into v_occurrence from ops.occurrences o where o.id = p_id;
  if not found then
    return query select 'unknown', format('there is no run %s', p_id), '{}'::jsonb, 'Nothing.'::text, null::timestamptz;
    return;
  end if;
  select w.id into v_item from ops.work_items w where w.occurrence_id = p_id order by w.id limit 1;

  if v_occurrence.status = 'failed' then
    return query select case when exists (select from raw.load_history h where h.occurrence_id = p_id and h.status = 'quarantined') then 'quarantined' else 'failed' end,
      format('it failed at %s: %s', ops.explain_time(v_occurrence.finished_at), v_occurrence.error ->> 'message'), v_occurrence.error,
      format('A person: `mandor retry occurrence %s --note …`; else its next slot.', p_id), null::timestamptz;
    return query select x.* from raw.load_history h cross join lateral ops.explain_load(h.load_id) x where h.occurrence_id = p_id and h.status = 'quarantined';
    return;
  elsif v_occurrence.finished_at is not null then
    return query select 'finished', format('it is %s since %s%s', v_occurrence.status, ops.explain_time(v_occurrence.finished_at), coalesce(': ' || v_occurrence.note, '')),
      jsonb_build_object('status', v_occurrence.status, 'note', v_occurrence.note, 'finished_at', v_occurrence.finished_at),
      case when v_item is null then 'Nothing.' else format('`mandor explain work_item %s` says what its result waits for.', v_item) end, null::timestamptz;
    return;
  elsif v_occurrence.status = 'running' then
    return query select * from ops.explain_holder(v_occurrence.claimed_by, v_occurrence.started_at);
    return query select * from ops.explain_gate(p_id) g where g.cause = 'rate';
    return;
  end if;

  select u.* into v_wakeup from ops.wakeups u where u.id = v_occurrence.wakeup_id;
  if v_occurrence.deferred_until > v_now then
    return query select 'deferred', format('it was put off %s times, now until %s: %s', v_occurrence.deferrals, ops.explain_time(v_occurrence.deferred_until), coalesce(v_occurrence.error ->> 'message', 'no reason given')),
      jsonb_build_object('deferred_until', v_occurrence.deferred_until, 'deferrals', v_occurrence.deferrals, 'error', v_occurrence.error), 'It starts again.'::text, v_occurrence.deferred_until;
  elsif v_occurrence.status = 'expected' and v_occurrence.released_at is null and v_wakeup.kind = 'slot' and v_wakeup.due_at > v_now then
    return query select 'due_in_future', format('its slot is at %s', ops.explain_time(v_occurrence.slot_at)), jsonb_build_object('slot_at', v_occurrence.slot_at, 'wakeup_id', v_wakeup.id),
      'It starts then.'::text, v_wakeup.due_at;
  end if;
  return query select * from ops.explain_gate(p_id);
  if found then
    if v_occurrence.status = 'waiting' then
      return query select 'deadline', format('it waits until %s at the longest', ops.explain_time(v_wakeup.due_at)), jsonb_build_object('wakeup', v_wakeup.kind, 'wakeup_id', v_wakeup.id),
        case v_wakeup.kind when 'give_up' then 'Then it is given up and goes to a supervisor.' else 'Then an alert names what is missing.' end, v_wakeup.due_at;
    end if;
  elsif v_occurrence.released_at is not null or v_occurrence.status = 'waiting' then
    return query select * from ops.explain_job(case when v_item is null then 'occurrence:' || p_id else 'work_item:' || v_item end);
  else
    -- Held by a wake-up that is due: whoever is alive hands it out.
    return query select * from ops.explain_workers();
  end if;
end;
$$;
comment on function ops.explain_occurrence(bigint) is 'Why a run does not run.';
