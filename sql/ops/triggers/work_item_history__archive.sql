create or replace trigger _820_archive after delete on ops.work_item_history
  referencing old table as old_rows
  for each statement execute function ops.tg_any__archive('at');
