create or replace trigger _900_sync_update_old
  after update on portal.store
  referencing old table as changed
  for each statement execute function portal.tg_store__sync();
