create or replace trigger _100_touch before update on agent.profiles
  for each row when (old.* is distinct from new.*) execute function util.tg_touch();
create or replace trigger _800_history after insert or update or delete on agent.profiles
  for each row execute function ops.tg_any__history('name');
create or replace trigger _500_resume after update of is_active on agent.profiles
  for each row when (new.is_active and not old.is_active)
  execute function ops.tg_profiles__resume();
