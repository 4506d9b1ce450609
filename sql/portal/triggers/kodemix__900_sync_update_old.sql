create or replace trigger _900_sync_update_old
  after update on portal.kodemix
  referencing old table as changed
  for each statement execute function portal.tg_kodemix__sync();
