create or replace trigger _900_sync_delete
  after delete on portal.name_alias
  referencing old table as changed
  for each statement execute function portal.tg_name_alias__sync();
