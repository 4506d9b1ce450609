create or replace trigger _100_touch before update on portal.csv_mappings
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.csv_mappings is 'Sets updated_at.';
create or replace trigger _800_history after insert or update or delete on portal.csv_mappings
  for each row execute function ops.tg_any__history('table_name', 'source_header');
