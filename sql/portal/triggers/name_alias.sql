create or replace trigger _100_touch before update on portal.name_alias
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.name_alias is 'Sets updated_at.';

create or replace trigger _900_sync_delete
  after delete on portal.name_alias
  referencing old table as changed
  for each statement execute function portal.tg_name_alias__sync();

create or replace trigger _900_sync_insert
  after insert on portal.name_alias
  referencing new table as changed
  for each statement execute function portal.tg_name_alias__sync();

create or replace trigger _900_sync_update_new
  after update on portal.name_alias
  referencing new table as changed
  for each statement execute function portal.tg_name_alias__sync();

create or replace trigger _900_sync_update_old
  after update on portal.name_alias
  referencing old table as changed
  for each statement execute function portal.tg_name_alias__sync();
create or replace trigger _800_history after insert or update or delete on portal.name_alias
  for each row execute function ops.tg_any__history('source', 'name');
