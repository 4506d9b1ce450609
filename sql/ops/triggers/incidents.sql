create or replace trigger _200_guard before insert or update on ops.incidents
  for each row execute function ops.tg_incidents__guard();
create or replace trigger _500_wakeup_drop after update on ops.incidents
  for each row when (old.wakeup_id is not null and old.wakeup_id is distinct from new.wakeup_id)
  execute function ops.tg_any__wakeup_drop();
create or replace trigger _800_history_insert after insert on ops.incidents
  for each row execute function ops.tg_incidents__history();
create or replace trigger _801_history_update after update on ops.incidents
  for each row when (old.event_count <> new.event_count) execute function ops.tg_incidents__history();
