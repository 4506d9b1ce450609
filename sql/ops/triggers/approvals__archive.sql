-- Without the token, as in the journal: who reads old history may not answer in somebody's name.
create or replace trigger _820_archive after delete on ops.approvals
  referencing old table as old_rows
  for each statement execute function ops.tg_any__archive('requested_at', 'token');
