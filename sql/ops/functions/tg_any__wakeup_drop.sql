create or replace function ops.tg_any__wakeup_drop()
returns trigger
language plpgsql
as $$
begin
  delete from ops.wakeups w where w.id = old.wakeup_id;
  return null;
end;
$$;
comment on function ops.tg_any__wakeup_drop() is 'Trigger: the wake-up that the row no longer points to goes.';
