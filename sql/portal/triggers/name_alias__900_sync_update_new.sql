create or replace trigger _900_sync_update_new
  after update on portal.name_alias
  referencing new table as changed
  for each statement execute function portal.tg_name_alias__sync();
