-- The wait decides the timer, so no function can forget it. Who names a wake-up of its own keeps it; otherwise a wait ends
-- with its state. (A row that conflicts is never inserted "on conflict do nothing": its wake-up would stay behind.)
create or replace function ops.tg_occurrences__wakeup()
returns trigger
language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    if new.status = 'expected' and new.released_at is null and new.wakeup_id is null then
      new.wakeup_id := ops.wakeup_add('slot', 'occurrence', new.id::text, new.slot_at);
    end if;
    return new;
  end if;

  if new.status is distinct from old.status and new.wakeup_id is not distinct from old.wakeup_id then
    new.wakeup_id := null;
    if new.status = 'waiting' then
      select ops.wakeup_add('start_limit', 'occurrence', new.id::text,
               -- What is made up for after an outage gets its whole time.
               case when new.is_catch_up then util.now() else new.slot_at end + coalesce(d.latest_start, interval '2 hours'))
        into new.wakeup_id
        from ops.job_definitions d
       where d.key = new.definition_key;
    elsif new.status = 'expected' and new.deferred_until is not null then
      new.wakeup_id := ops.wakeup_add('deferred', 'occurrence', new.id::text, new.deferred_until);
    end if;
  end if;
  if new.status <> 'expected' or new.wakeup_id is null then
    new.deferred_until := null;
  end if;
  if new.wakeup_id is not null then
    new.released_at := null;
  elsif new.status = 'running' then
    new.released_at := coalesce(new.released_at, util.now());
  end if;
  return new;
end;
$$;
comment on function ops.tg_occurrences__wakeup() is
  'Trigger: a slot to come owns its wake-up; a waiting run owns its deadline, slot + latest_start (two hours when the definition names none); a deferred one the end of its deferral.';
