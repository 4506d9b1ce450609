create or replace view mart.v_sales_mtd_vs_target
with (security_invoker = true)
as
  select t.* from mart.sales_mtd_vs_target('infinity') t;
comment on view mart.v_sales_mtd_vs_target is 'Sales of the month to date against target × day ÷ days of the month, per shop, branch and in all: see mart.sales_mtd_vs_target.';
