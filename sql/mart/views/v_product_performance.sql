create or replace view mart.v_product_performance
with (security_invoker = true)
as
  select p.* from mart.product_performance('infinity') p;
comment on view mart.v_product_performance is 'Articles by revenue, and the best and worst of each series: see mart.product_performance.';
