create or replace function mart.tier_summary(p_as_of date)
returns table (
  tier text, tier_order integer, articles bigint, must_po bigint, overstock bigint,
  whs_boxes numeric, whs_protol numeric, whs_pairs numeric, whs_pct numeric,
  whb_boxes numeric, whb_protol numeric, whb_pairs numeric, whb_pct numeric,
  store_pairs numeric, total_pairs numeric, total_pct numeric, as_of date
)
language sql stable
as $$
  with c as materialized (
    select * from mart.control_stock(p_as_of)
  ), t as (
    -- The sheet's order: 1 … 5, 8, then 0 and what has no tier.
    select coalesce(c.tier::text, 'UNMAPPED') as tier,
           case when c.tier is null then 100 when c.tier = 0 then 99 else c.tier end as tier_order,
           count(*) as articles, count(*) filter (where c.flag = 'MUST_PO') as must_po, count(*) filter (where c.flag = 'OVERSTOCK') as overstock,
           sum(c.whs_boxes) as whs_boxes, sum(c.whs_pairs) as whs_pairs, sum(c.whb_boxes) as whb_boxes, sum(c.whb_pairs) as whb_pairs,
           sum(c.store_pairs) as store_pairs, sum(c.total_pairs) as total_pairs, max(c.as_of) as as_of
      from c
     group by 1, 2
  )
  select t.tier, t.tier_order, t.articles, t.must_po, t.overstock,
         t.whs_boxes, t.whs_pairs - util.setting_numeric('control_stock.pairs_per_box') * t.whs_boxes, t.whs_pairs,
         t.whs_pairs * 100 / nullif(sum(t.whs_pairs) over (), 0),
         t.whb_boxes, t.whb_pairs - util.setting_numeric('control_stock.pairs_per_box') * t.whb_boxes, t.whb_pairs,
         t.whb_pairs * 100 / nullif(sum(t.whb_pairs) over (), 0),
         t.store_pairs, t.total_pairs, t.total_pairs * 100 / nullif(sum(t.total_pairs) over (), 0), t.as_of
    from t
   order by t.tier_order
$$;
comment on function mart.tier_summary(date) is 'The sheet''s Global tab: per tier WHS and WHB boxes of 12, protol, pairs and share of the total (percent). Figures are sums over the tier''s articles.';
