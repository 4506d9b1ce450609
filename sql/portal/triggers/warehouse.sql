create or replace trigger _100_touch before update on portal.warehouse
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.warehouse is 'Sets updated_at.';

create or replace trigger _900_sync_delete
  after delete on portal.warehouse
  referencing old table as changed
  for each statement execute function portal.tg_warehouse__sync();

create or replace trigger _900_sync_insert
  after insert on portal.warehouse
  referencing new table as changed
  for each statement execute function portal.tg_warehouse__sync();

create or replace trigger _900_sync_update_new
  after update on portal.warehouse
  referencing new table as changed
  for each statement execute function portal.tg_warehouse__sync();

create or replace trigger _900_sync_update_old
  after update on portal.warehouse
  referencing old table as changed
  for each statement execute function portal.tg_warehouse__sync();
create or replace trigger _800_history after insert or update or delete on portal.warehouse
  for each row execute function ops.tg_any__history('entity', 'nama_gudang');
