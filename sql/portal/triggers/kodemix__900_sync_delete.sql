create or replace trigger _900_sync_delete
  after delete on portal.kodemix
  referencing old table as changed
  for each statement execute function portal.tg_kodemix__sync();
