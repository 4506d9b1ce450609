create or replace trigger _510_heartbeat after update of status on ops.work_items
  for each row when (old.status = 'in_progress' and new.status not in ('in_progress', 'cancelled'))
  execute function ops.tg_work_items__heartbeat();
