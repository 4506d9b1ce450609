create or replace trigger _100_touch before update on portal.sales_target
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.sales_target is 'Sets updated_at.';
-- A target decides what a report says of a branch: who changed it is told there.
create or replace trigger _800_history after insert or update or delete on portal.sales_target
  for each row execute function ops.tg_any__history('store_code', 'month');
