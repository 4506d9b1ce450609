create or replace trigger _820_archive after delete on ops.decision_attempts
  referencing old table as old_rows
  for each statement execute function ops.tg_any__archive('at');
