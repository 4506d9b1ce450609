create or replace trigger _100_touch before update on ops.settings
  for each row when (old.* is distinct from new.*) execute function ops.tg_settings__touch();
create or replace trigger _800_history after insert or update or delete on ops.settings
  for each row execute function ops.tg_any__history('key');
