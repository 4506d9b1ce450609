create or replace trigger _200_guard before insert or update of status on ops.occurrences
  for each row execute function ops.tg_any__guard(
    '>expected', 'expected>waiting', 'expected>running', 'waiting>running', 'running>running', 'running>expected',
    'running>done', 'running>late', 'running>failed',
    'expected>collapsed', 'expected>skipped', 'waiting>collapsed', 'waiting>skipped');
create or replace trigger _300_wakeup before insert or update on ops.occurrences
  for each row execute function ops.tg_occurrences__wakeup();
create or replace trigger _500_wakeup_drop after update on ops.occurrences
  for each row when (old.wakeup_id is not null and old.wakeup_id is distinct from new.wakeup_id)
  execute function ops.tg_any__wakeup_drop();
-- A constraint trigger cannot be replaced.
drop trigger if exists _900_place_free on ops.occurrences;
create constraint trigger _900_place_free after update on ops.occurrences
  deferrable initially deferred
  for each row when (old.status = 'running' and new.status <> 'running') execute function ops.tg_any__place_free();
