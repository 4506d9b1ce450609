create or replace trigger _100_touch before update on portal.sheet_sources
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.sheet_sources is 'Sets updated_at.';
create or replace trigger _200_check before insert or update on portal.sheet_sources
  for each row execute function portal.tg_sheet_sources__check();
create or replace trigger _500_schedule_insert after insert or delete on portal.sheet_sources
  for each row execute function portal.tg_sheet_sources__schedule();
-- Only what the job shows: a load that sets is_forced back must not switch a job on that a person has switched off.
create or replace trigger _501_schedule_update after update on portal.sheet_sources
  for each row when ((old.title, old.is_enabled) is distinct from (new.title, new.is_enabled))
  execute function portal.tg_sheet_sources__schedule();
create or replace trigger _800_history after insert or update or delete on portal.sheet_sources
  for each row execute function ops.tg_any__history('key');
