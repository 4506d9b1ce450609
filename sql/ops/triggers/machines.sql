create or replace trigger _100_touch before update on ops.machines
  for each row when (old.* is distinct from new.*) execute function util.tg_touch();
create or replace trigger _800_history after insert or update or delete on ops.machines
  for each row execute function ops.tg_any__history('key');
