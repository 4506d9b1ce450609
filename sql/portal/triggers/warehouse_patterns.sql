create or replace trigger _100_touch before update on portal.warehouse_patterns
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.warehouse_patterns is 'Sets updated_at.';
