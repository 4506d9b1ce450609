create or replace function mart.product_performance_to(p_sales_to date)
returns table (
  series text, kode_mix text, is_mapped boolean, name text, tier integer, gender text, pairs_qty numeric, revenue_amount numeric,
  revenue_rank integer, series_rank integer, series_rank_from_bottom integer, series_share_pct numeric, standing text,
  sales_from date, sales_to date
)
language sql stable
as $$
  with w as materialized (
    select p_sales_to - util.setting_integer('product_performance.days') + 1 as sales_from, p_sales_to as sales_to,
           util.setting_integer('product_performance.top_rows') as top_rows
  ), sold as (
    select s.kode_mix, s.is_mapped, sum(s.pairs_qty) as pairs, sum(s.total_amount) as revenue
      from core.agg_sales_daily s
     where s.tanggal between (select w.sales_from from w) and (select w.sales_to from w)
     group by s.kode_mix, s.is_mapped
  ), ranked as (
    select coalesce(a.series, 'TANPA SERI') as series, a.kode_mix, a.is_mapped, a.name, a.tier, a.gender,
           coalesce(x.pairs, 0) as pairs, coalesce(x.revenue, 0) as revenue
      from core.dim_article a
      left join sold x on x.kode_mix = a.kode_mix and x.is_mapped = a.is_mapped
     where a.codes_active > 0 or x.kode_mix is not null
  ), placed as (
    select r.*,
           row_number() over (order by r.revenue desc, r.pairs desc, r.kode_mix collate "C", r.is_mapped)::integer as revenue_rank,
           row_number() over (partition by r.series order by r.revenue desc, r.pairs desc, r.kode_mix collate "C", r.is_mapped)::integer as from_top,
           row_number() over (partition by r.series order by r.revenue, r.pairs, r.kode_mix collate "C" desc, r.is_mapped desc)::integer as from_bottom,
           sum(r.revenue) over (partition by r.series) as series_revenue
      from ranked r
  )
  select p.series, p.kode_mix, p.is_mapped, p.name, p.tier, p.gender, p.pairs, p.revenue, p.revenue_rank, p.from_top, p.from_bottom,
         p.revenue * 100 / nullif(p.series_revenue, 0),
         -- In a short series an article may be among both; it is named by the nearer end, the top when both are as near.
         case when p.from_top <= least(w.top_rows, p.from_bottom) then 'top' when p.from_bottom <= w.top_rows then 'bottom' end,
         w.sales_from, w.sales_to
    from placed p
   cross join w
$$;
comment on function mart.product_performance_to(date) is 'Articles by revenue (incl. tax, less returns) over the days up to a date (setting product_performance.days): rank over all and within the series from both ends; standing top | bottom for the first and last of a series (setting product_performance.top_rows). Active articles without a sale are ranked with 0.';
