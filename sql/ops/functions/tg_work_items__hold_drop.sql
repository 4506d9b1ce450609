create or replace function ops.tg_work_items__hold_drop()
returns trigger
language plpgsql
as $$
begin
  delete from ops.wakeups w where w.id = old.hold_wakeup_id;
  return null;
end;
$$;
comment on function ops.tg_work_items__hold_drop() is 'Trigger: the wake-up that held the item''s run back and that it no longer points to goes.';
