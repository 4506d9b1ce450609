create or replace trigger _200_guard_insert before insert on ops.work_items
  for each row execute function ops.tg_work_items__guard();
create or replace trigger _201_guard_update before update on ops.work_items
  for each row when (old.status is distinct from new.status) execute function ops.tg_work_items__guard();
create or replace trigger _300_wakeup_insert before insert on ops.work_items
  for each row execute function ops.tg_work_items__wakeup();
create or replace trigger _301_wakeup_update before update on ops.work_items
  for each row when (old.status is distinct from new.status or old.run_token is distinct from new.run_token)
  execute function ops.tg_work_items__wakeup();
create or replace trigger _500_wakeup_drop after update on ops.work_items
  for each row when (old.wakeup_id is not null and old.wakeup_id is distinct from new.wakeup_id)
  execute function ops.tg_any__wakeup_drop();
create or replace trigger _501_hold_drop after update on ops.work_items
  for each row when (old.hold_wakeup_id is not null and old.hold_wakeup_id is distinct from new.hold_wakeup_id)
  execute function ops.tg_work_items__hold_drop();
create or replace trigger _800_history_insert after insert on ops.work_items
  for each row execute function ops.tg_work_items__history();
create or replace trigger _801_history_update after update on ops.work_items
  for each row when (old.status is distinct from new.status) execute function ops.tg_work_items__history();
-- A constraint trigger cannot be replaced.
drop trigger if exists _950_no_rest on ops.work_items;
create constraint trigger _950_no_rest after insert or update on ops.work_items
  deferrable initially deferred
  for each row when (new.status = 'l2_approved') execute function ops.tg_work_items__no_rest();
drop trigger if exists _960_place_free on ops.work_items;
create constraint trigger _960_place_free after update on ops.work_items
  deferrable initially deferred
  for each row when (old.status = 'in_progress' and new.status <> 'in_progress') execute function ops.tg_any__place_free();
drop trigger if exists _820_notion_insert on ops.work_items;
create constraint trigger _820_notion_insert after insert on ops.work_items
  deferrable initially deferred
  for each row execute function ops.tg_work_items__notion();
drop trigger if exists _821_notion_update on ops.work_items;
create constraint trigger _821_notion_update after update on ops.work_items
  deferrable initially deferred
  for each row when (old.status is distinct from new.status) execute function ops.tg_work_items__notion();
