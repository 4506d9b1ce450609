create or replace trigger _500_wakeup_drop after update on ops.pauses
  for each row when (old.wakeup_id is not null and old.wakeup_id is distinct from new.wakeup_id)
  execute function ops.tg_any__wakeup_drop();
create or replace trigger _800_history after insert or update or delete on ops.pauses
  for each row execute function ops.tg_any__history('id');
