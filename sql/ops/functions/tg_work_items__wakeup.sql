-- The state decides the timer, so no function can forget it. A new run of an item in progress gets a new limit.
create or replace function ops.tg_work_items__wakeup()
returns trigger
language plpgsql
as $$
declare
  v_now timestamptz := util.now();
  v_kind text;
  v_after interval;
  v_gives_up interval;
  v_due timestamptz;
begin
  new.wakeup_id := null;
  new.wakeup_step := 0;
  -- Another state or another run: what held the last one back is over. Who names a new hold keeps it.
  if tg_op = 'UPDATE' and new.hold_wakeup_id is not distinct from old.hold_wakeup_id then
    new.hold_wakeup_id := null;
  end if;
  if new.status <> 'in_progress' or new.claimed_by is not null then
    new.deferred_until := null;
  end if;
  -- Failures are counted through the timer's retries; a success, or a person, ends the count.
  if new.status = 'failed' then
    new.failed_since := coalesce(new.failed_since, v_now);
  elsif new.status <> 'in_progress' then
    new.failed_since := null;
    new.timer_retries := 0;
  end if;
  if new.status <> 'pending_approval' then
    new.ladder_started_at := null;
    new.rung_position := 0;
  end if;

  select s.wakeup_kind, s.wakeup_after, s.gives_up_after into v_kind, v_after, v_gives_up
    from ops.work_item_states s where s.status = new.status;
  if v_kind is null then
    return new;
  end if;
  v_due := v_now + v_after;
  if new.status = 'in_progress' and new.deferred_until is not null then
    v_kind := 'deferred';
    v_due := new.deferred_until;
  elsif new.status = 'failed' and new.failed_since + v_gives_up <= v_due then
    v_kind := 'failed_limit';
    v_due := greatest(new.failed_since + v_gives_up, v_now);
  elsif v_after is null then
    select case v_kind
             -- What is made up for after an outage gets its whole time.
             when 'start_limit' then coalesce((select o.slot_at from ops.occurrences o where o.id = new.occurrence_id and not o.is_catch_up), v_now)
                                     + coalesce(d.latest_start, interval '2 hours')
             else v_now + d.max_duration
           end
      into strict v_due
      from ops.job_definitions d
     where d.key = new.definition_key;
  end if;
  new.wakeup_id := ops.wakeup_add(v_kind, 'work_item', new.id::text, v_due);
  return new;
end;
$$;
comment on function ops.tg_work_items__wakeup() is 'Trigger: each waiting state has its live wake-up, as ops.work_item_states says, and the counters of the timers hold for their states only.';
