create or replace function mart.product_performance(p_as_of date)
returns table (
  series text, kode_mix text, is_mapped boolean, name text, tier integer, gender text, pairs_qty numeric, revenue_amount numeric,
  revenue_rank integer, series_rank integer, series_rank_from_bottom integer, series_share_pct numeric, standing text,
  sales_from date, sales_to date
)
language sql stable
as $$
  select p.*
    from mart.control_stock_window(p_as_of) c
   cross join lateral mart.product_performance_to(c.sales_to) p
$$;
comment on function mart.product_performance(date) is 'Articles by revenue up to the newest complete sales day at or before the date: see mart.product_performance_to.';
