create or replace trigger _100_touch before update on portal.store
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.store is 'Sets updated_at.';

create or replace trigger _900_sync_delete
  after delete on portal.store
  referencing old table as changed
  for each statement execute function portal.tg_store__sync();

create or replace trigger _900_sync_insert
  after insert on portal.store
  referencing new table as changed
  for each statement execute function portal.tg_store__sync();

create or replace trigger _900_sync_update_new
  after update on portal.store
  referencing new table as changed
  for each statement execute function portal.tg_store__sync();

create or replace trigger _900_sync_update_old
  after update on portal.store
  referencing old table as changed
  for each statement execute function portal.tg_store__sync();
create or replace trigger _800_history after insert or update or delete on portal.store
  for each row execute function ops.tg_any__history('store_code');
