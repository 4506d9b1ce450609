create or replace trigger _100_touch before update on portal.purchase_orders_manual
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.purchase_orders_manual is 'Sets updated_at.';
