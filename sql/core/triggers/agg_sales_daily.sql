create or replace trigger _500_weekly_insert after insert on core.agg_sales_daily
  referencing new table as added for each statement execute function core.tg_agg_sales_daily__weekly();
create or replace trigger _501_weekly_update after update on core.agg_sales_daily
  referencing old table as removed new table as added for each statement execute function core.tg_agg_sales_daily__weekly();
create or replace trigger _502_weekly_delete after delete on core.agg_sales_daily
  referencing old table as removed for each statement execute function core.tg_agg_sales_daily__weekly();
