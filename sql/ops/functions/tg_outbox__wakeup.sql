-- next_at decides the timer, so no function can forget it. A row whose fate is unknown always has one, unless the
-- channel's rule has settled it.
create or replace function ops.tg_outbox__wakeup()
returns trigger
language plpgsql
as $$
begin
  if tg_op = 'UPDATE' and old.status is distinct from new.status then
    new.is_settled := false;
    if new.next_at is not distinct from old.next_at then
      new.next_at := null;
    end if;
  end if;
  if new.status = 'unknown' and not new.is_settled and new.next_at is null then
    new.next_at := util.now() + coalesce((select c.unknown_min_age from ops.outbox_channel(new.channel, new.via) c), interval '1 minute');
  end if;
  if tg_op = 'UPDATE' and old.status = new.status and new.next_at is not distinct from old.next_at then
    return new;
  end if;
  new.wakeup_id := case when new.next_at is not null then
    ops.wakeup_add(case new.status when 'unknown' then 'reconcile' else 'due' end, 'outbox', new.id::text, new.next_at) end;
  return new;
end;
$$;
comment on function ops.tg_outbox__wakeup() is 'Trigger: an effect that waits, for its time or for what became of it, owns its wake-up.';
