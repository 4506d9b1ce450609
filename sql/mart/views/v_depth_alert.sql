-- The order of urgency is the report's. No verdicts before there are three months of sales.
create or replace view mart.v_depth_alert
with (security_invoker = true)
as
  select x.* from (
    select c.flag as kind,
           row_number() over (partition by c.flag order by
             case when c.flag = 'MUST_PO' then c.months_of_cover end, case when c.flag = 'MUST_PO' then c.avg_monthly_sales end desc,
             case when c.flag = 'OVERSTOCK' then c.excess_pairs end desc, c.kode_mix collate "C", c.is_mapped) as rank,
           case when c.flag = 'OVERSTOCK' then
             row_number() over (partition by c.flag order by c.excess_value desc, c.kode_mix collate "C", c.is_mapped) end as value_rank,
           c.kode_mix, c.is_mapped, c.tier, c.name, c.total_pairs, c.sold_window, c.avg_monthly_sales, c.months_of_cover,
           c.open_po_pairs, c.recommended_po, c.excess_pairs, c.excess_value, c.note, c.as_of, c.sales_from, c.sales_to
      from mart.control_stock('infinity') c
     where c.flag in ('MUST_PO', 'OVERSTOCK')
       and (select w.is_ready from mart.control_stock_window('infinity') w)
  ) x
  order by x.kind, x.rank;
comment on view mart.v_depth_alert is 'Articles to order now, most urgent first, and articles with too much stock: rank by excess pairs, value_rank by the money in it. Empty until there are three months of sales.';
