create or replace trigger _200_guard_insert before insert on ops.cross_checks
  for each row execute function ops.tg_any__guard('>running');
create or replace trigger _201_guard_update before update on ops.cross_checks
  for each row when (old.status is distinct from new.status or old.finished_at is not null)
  execute function ops.tg_any__guard('running>clean', 'running>differs', 'running>not_checked');
