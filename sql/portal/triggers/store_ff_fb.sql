create or replace trigger _100_touch before update on portal.store_ff_fb
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.store_ff_fb is 'Sets updated_at.';
