create or replace trigger _100_touch before update on ops.people
  for each row when (old.* is distinct from new.*) execute function util.tg_touch();
create or replace trigger _800_history after insert or update or delete on ops.people
  for each row execute function ops.tg_any__history('id');
-- What was empty before belonged to nobody.
create or replace trigger _810_tell after update of email, telegram_user_id, db_role on ops.people
  for each row when (old.is_active and (
    old.email is not null and old.email is distinct from new.email
    or old.telegram_user_id is not null and old.telegram_user_id is distinct from new.telegram_user_id
    or old.db_role is not null and old.db_role is distinct from new.db_role)) execute function ops.tg_people__tell();
