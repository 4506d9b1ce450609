create or replace trigger _100_touch before update on ops.mailboxes
  for each row execute function util.tg_touch();
comment on trigger _100_touch on ops.mailboxes is 'Sets updated_at.';
-- The cursor moves every few minutes and is no configuration: it leaves no history.
create or replace trigger _800_history after insert or update of is_enabled, title or delete on ops.mailboxes
  for each row execute function ops.tg_any__history('key');
