-- Behind everything that decides: a Sheet holds nothing up.
create or replace trigger _950_sheet after update of status on ops.work_items
  for each row when (old.status is distinct from new.status and new.revision_no > 0)
  execute function ops.tg_work_items__sheet();
