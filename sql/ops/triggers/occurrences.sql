create or replace trigger _200_guard before insert or update of status on ops.occurrences
  for each row execute function ops.tg_any__guard(
    '>expected', 'expected>waiting', 'expected>running', 'waiting>running', 'running>running', 'running>expected',
    'running>done', 'running>late', 'running>failed',
    'expected>collapsed', 'expected>skipped', 'waiting>collapsed', 'waiting>skipped');
create or replace trigger _300_wakeup before update of status on ops.occurrences
  for each row when (old.status is distinct from new.status) execute function ops.tg_occurrences__wakeup();
create or replace trigger _500_wakeup_drop after update on ops.occurrences
  for each row when (old.wakeup_id is not null and old.wakeup_id is distinct from new.wakeup_id)
  execute function ops.tg_any__wakeup_drop();
