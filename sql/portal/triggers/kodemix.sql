create or replace trigger _100_touch before update on portal.kodemix
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.kodemix is 'Sets updated_at.';

create or replace trigger _900_sync_delete
  after delete on portal.kodemix
  referencing old table as changed
  for each statement execute function portal.tg_kodemix__sync();

create or replace trigger _900_sync_insert
  after insert on portal.kodemix
  referencing new table as changed
  for each statement execute function portal.tg_kodemix__sync();

create or replace trigger _900_sync_update_new
  after update on portal.kodemix
  referencing new table as changed
  for each statement execute function portal.tg_kodemix__sync();

create or replace trigger _900_sync_update_old
  after update on portal.kodemix
  referencing old table as changed
  for each statement execute function portal.tg_kodemix__sync();
-- Codes come by the thousand and are no news; a code that moves to another article is.
create or replace trigger _800_history after update or delete on portal.kodemix
  for each row execute function ops.tg_any__history('kode_barang');
