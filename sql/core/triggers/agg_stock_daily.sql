create or replace trigger _500_monthly_insert after insert on core.agg_stock_daily
  referencing new table as added for each statement execute function core.tg_agg_stock_daily__monthly();
create or replace trigger _501_monthly_update after update on core.agg_stock_daily
  referencing old table as removed new table as added for each statement execute function core.tg_agg_stock_daily__monthly();
create or replace trigger _502_monthly_delete after delete on core.agg_stock_daily
  referencing old table as removed for each statement execute function core.tg_agg_stock_daily__monthly();
