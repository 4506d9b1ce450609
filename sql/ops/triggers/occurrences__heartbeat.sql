create or replace trigger _510_heartbeat after update of status on ops.occurrences
  for each row when (old.status = 'running' and new.status in ('done', 'late', 'failed', 'expected'))
  execute function ops.tg_occurrences__heartbeat();
