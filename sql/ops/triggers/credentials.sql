-- Not when a worker only says that it has them.
create or replace trigger _800_history
  after insert or update of title, owner_id, issued_on, expires_on, max_age, default_max_age, is_enabled, note or delete on ops.credentials
  for each row execute function ops.tg_any__history('name');
