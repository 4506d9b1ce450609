create or replace trigger _100_touch before update on portal.sales_target
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.sales_target is 'Sets updated_at.';
