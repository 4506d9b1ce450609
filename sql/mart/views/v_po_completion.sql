-- The tier is the article's, never the tab's own: a difference is a data-quality finding.
create or replace view mart.v_po_completion
with (security_invoker = true)
as
  select case when grouping(o.tier) = 1 then 'semua' else 'tier' end as level,
         o.tier,
         case when grouping(o.tier) = 1 then 'SEMUA' else coalesce('Tier ' || o.tier, 'UNMAPPED') end as label,
         count(*)::integer as line_count, sum(o.ordered) as ordered_pairs, sum(o.received) as received_pairs, sum(o.open) as open_pairs,
         sum(o.dropped) as cancelled_pairs, sum(o.received) * 100 / nullif(sum(o.ordered), 0) as completion_pct
    from (
      select a.tier, p.total_rcv as received, p.sisa_po as open, x.ordered,
             case when upper(btrim(coalesce(p.status_po, ''))) = 'BATAL' then greatest(x.ordered - p.total_rcv, 0) else 0 end as dropped
        from portal.purchase_orders_manual p
       cross join lateral (
         select coalesce(p.po_1, 0) + coalesce(p.po_2, 0) + coalesce(p.po_3, 0) + coalesce(p.po_4, 0) + coalesce(p.po_5, 0) + coalesce(p.po_6, 0) as ordered) x
        left join core.dim_article a on a.kode_mix = p.kode_mix and a.is_mapped
    ) o
   group by grouping sets ((o.tier), ())
  having count(*) > 0
   order by 1 desc, case when o.tier is null then 100 when o.tier = 0 then 99 else o.tier end;
comment on view mart.v_po_completion is 'Purchase orders of the PO tab: Σ received ÷ Σ ordered in percent per tier of the article, and over all; NULL when nothing is ordered. cancelled_pairs: ordered on BATAL lines and never received; they count as ordered.';
