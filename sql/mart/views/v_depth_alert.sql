create or replace view mart.v_depth_alert
with (security_invoker = true)
as
  select x.* from (
    select c.flag as kind,
           row_number() over (partition by c.flag order by
             case when c.flag = 'MUST_PO' then c.months_of_cover end, case when c.flag = 'OVERSTOCK' then c.excess_pairs end desc, c.kode_mix collate "C") as rank,
           c.kode_mix, c.is_mapped, c.tier, c.name, c.total_pairs, c.sold_window, c.avg_monthly_sales, c.months_of_cover,
           c.open_po_pairs, c.recommended_po, c.excess_pairs, c.excess_value, c.note, c.as_of
      from mart.control_stock('infinity') c
     where c.flag in ('MUST_PO', 'OVERSTOCK')
  ) x
  order by x.kind, x.rank;
comment on view mart.v_depth_alert is 'Articles to order now, most urgent first, and articles with too much stock, largest excess first.';
