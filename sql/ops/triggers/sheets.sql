create or replace trigger _100_touch before update on ops.sheets
  for each row execute function util.tg_touch();
comment on trigger _100_touch on ops.sheets is 'Sets updated_at.';
create or replace trigger _500_mirror after insert or update of is_enabled, spreadsheet_id on ops.sheets
  for each row when (new.is_enabled) execute function ops.tg_sheets__mirror();
create or replace trigger _800_history after insert or update of title, spreadsheet_id, is_enabled or delete on ops.sheets
  for each row execute function ops.tg_any__history('key');
