create or replace trigger _900_sync_insert
  after insert on portal.warehouse
  referencing new table as changed
  for each statement execute function portal.tg_warehouse__sync();
