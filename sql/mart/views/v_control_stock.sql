create or replace view mart.v_control_stock
with (security_invoker = true)
as
  select c.* from mart.control_stock('infinity') c;
comment on view mart.v_control_stock is 'Control Stock as of the newest accepted snapshot: see mart.control_stock.';
