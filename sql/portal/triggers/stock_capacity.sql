create or replace trigger _100_touch before update on portal.stock_capacity
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.stock_capacity is 'Sets updated_at.';
