create or replace trigger _100_touch before update on ops.parallel_settings
  for each row execute function util.tg_touch();
comment on trigger _100_touch on ops.parallel_settings is 'Sets updated_at.';
create or replace trigger _200_check before insert or update on ops.parallel_settings
  for each row execute function ops.tg_parallel_settings__check();
create or replace trigger _500_schedule_insert after insert or delete on ops.parallel_settings
  for each row execute function ops.tg_parallel_settings__schedule();
create or replace trigger _501_schedule_update after update on ops.parallel_settings
  for each row when ((old.is_enabled, old.source) is distinct from (new.is_enabled, new.source))
  execute function ops.tg_parallel_settings__schedule();
create or replace trigger _800_history after insert or update or delete on ops.parallel_settings
  for each row execute function ops.tg_any__history('definition_key');
