grant usage on schema mart to mandor_console;
grant select on all tables in schema mart to mandor_console;
grant execute on all functions in schema mart to mandor_console;
revoke execute on function mart.report_freeze(uuid), mart.control_stock_report(date), mart.daily_sales_report(date),
  mart.product_performance_report(date) from mandor_console;
