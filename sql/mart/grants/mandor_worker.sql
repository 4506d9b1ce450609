grant usage on schema mart to mandor_worker;
grant execute on function mart.control_stock_freeze(uuid), mart.daily_sales_freeze(uuid),
  mart.product_performance_freeze(uuid) to mandor_worker;
