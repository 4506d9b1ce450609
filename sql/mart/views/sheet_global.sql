create view mart.sheet_global
with (security_invoker = true)
as
  with place (tier, rank) as (
    select v.tier, v.rank from (values ('1', 1), ('2', 2), ('3', 3), ('4', 4), ('5', 5), ('8', 8)) as v (tier, rank)
     where exists (select from mart.v_sheet_revision)
    union
    select coalesce(a.tier::text, 'UNMAPPED'), case when a.tier is null then 100 when a.tier = 0 then 99 else a.tier end from mart.v_sheet_articles a
  ), lines as (
    select p.tier, p.rank, coalesce(sum(a.whs_boxes), 0) as whs_boxes, coalesce(sum(a.whs_pairs), 0) as whs_pairs,
           coalesce(sum(a.whb_boxes), 0) as whb_boxes, coalesce(sum(a.whb_pairs), 0) as whb_pairs, coalesce(sum(a.total_pairs), 0) as total_pairs
      from place p
      left join mart.v_sheet_articles a on coalesce(a.tier::text, 'UNMAPPED') = p.tier
     group by p.tier, p.rank
  ), total as (
    select 'Total' as tier, 1000 as rank, sum(l.whs_boxes) as whs_boxes, sum(l.whs_pairs) as whs_pairs, sum(l.whb_boxes) as whb_boxes,
           sum(l.whb_pairs) as whb_pairs, sum(l.total_pairs) as total_pairs
      from lines l
    having count(*) > 0
  )
  select t.tier, t.whs_boxes, t.whs_pairs - b.box * t.whs_boxes as whs_protol, t.whs_pairs, round(t.whs_pairs * 100 / nullif(s.whs_pairs, 0), 1) as whs_pct,
         t.whb_boxes, t.whb_pairs - b.box * t.whb_boxes as whb_protol, t.whb_pairs, round(t.whb_pairs * 100 / nullif(s.whb_pairs, 0), 1) as whb_pct,
         t.total_pairs, round(t.total_pairs * 100 / nullif(s.total_pairs, 0), 1) as total_pct
    from (select * from lines union all select * from total) t
   cross join total s
   cross join (select util.setting_numeric('control_stock.pairs_per_box') as box) b
   order by t.rank;
comment on view mart.sheet_global is 'Tab Global: WHS and WHB per tier, sums over the articles of the frozen report.';
