create or replace trigger _100_touch before update on portal.store
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.store is 'Sets updated_at.';
