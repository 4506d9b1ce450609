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
  ), place (tier, tier_order) as (
    -- The sheet's order. These lines stand there even when nothing is in them; 0 and UNMAPPED only when something is.
    select v.tier, v.tier_order from (values ('1', 1), ('2', 2), ('3', 3), ('4', 4), ('5', 5), ('8', 8)) as v (tier, tier_order)
     where exists (select from c)
    union
    select coalesce(c.tier::text, 'UNMAPPED'), case when c.tier is null then 100 when c.tier = 0 then 99 else c.tier end from c
  ), lines as (
    select p.tier, p.tier_order,
           count(c.kode_mix) as articles, count(*) filter (where c.flag = 'MUST_PO') as must_po, count(*) filter (where c.flag = 'OVERSTOCK') as overstock,
           coalesce(sum(c.whs_boxes), 0) as whs_boxes, coalesce(sum(c.whs_pairs), 0) as whs_pairs,
           coalesce(sum(c.whb_boxes), 0) as whb_boxes, coalesce(sum(c.whb_pairs), 0) as whb_pairs,
           coalesce(sum(c.store_pairs), 0) as store_pairs, coalesce(sum(c.total_pairs), 0) as total_pairs
      from place p
      left join c on coalesce(c.tier::text, 'UNMAPPED') = p.tier
     group by p.tier, p.tier_order
  ), total as (
    select 'TOTAL' as tier, 1000 as tier_order, sum(l.articles)::bigint as articles, sum(l.must_po)::bigint as must_po, sum(l.overstock)::bigint as overstock,
           sum(l.whs_boxes) as whs_boxes, sum(l.whs_pairs) as whs_pairs, sum(l.whb_boxes) as whb_boxes, sum(l.whb_pairs) as whb_pairs,
           sum(l.store_pairs) as store_pairs, sum(l.total_pairs) as total_pairs
      from lines l
    having count(*) > 0
  )
  select t.tier, t.tier_order, t.articles, t.must_po, t.overstock,
         t.whs_boxes, t.whs_pairs - util.setting_numeric('control_stock.pairs_per_box') * t.whs_boxes, t.whs_pairs, t.whs_pairs * 100 / nullif(s.whs_pairs, 0),
         t.whb_boxes, t.whb_pairs - util.setting_numeric('control_stock.pairs_per_box') * t.whb_boxes, t.whb_pairs, t.whb_pairs * 100 / nullif(s.whb_pairs, 0),
         t.store_pairs, t.total_pairs, t.total_pairs * 100 / nullif(s.total_pairs, 0), (select max(c.as_of) from c)
    from (select * from lines union all select * from total) t
   cross join total s
   order by t.tier_order
$$;
comment on function mart.tier_summary(date) is 'The sheet''s Global tab: per tier WHS and WHB boxes of 12, protol, pairs and share of the total (percent). Figures are sums over the tier''s articles; the last line is TOTAL.';
