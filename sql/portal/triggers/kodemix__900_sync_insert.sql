create or replace trigger _900_sync_insert
  after insert on portal.kodemix
  referencing new table as changed
  for each statement execute function portal.tg_kodemix__sync();
