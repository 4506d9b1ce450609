-- Months are counted back from sales_to, not calendar months: a running month would look like a fall until its last day.
-- Growth and cover are compared cross-multiplied. An article that did not sell the month before has no growth to speak of.
create or replace function mart.risk_flags(p_as_of date)
returns table (
  risk text, kode_mix text, is_mapped boolean, tier integer, name text, series text, sold_last_month numeric, sold_month_before numeric,
  change_pct numeric, total_pairs numeric, months_of_cover numeric, open_po_pairs numeric, flag text, sentence text,
  as_of date, month_from date, before_from date, sales_to date
)
language sql stable
as $$
  with w as materialized (
    select c.as_of, c.sales_to, (c.sales_to::timestamp - interval '1 month')::date + 1 as month_from,
           (c.sales_to::timestamp - interval '2 months')::date + 1 as before_from,
           util.setting_numeric('risk.sales_change_pct') as change, util.setting_numeric('risk.cover_low_months') as low,
           util.setting_numeric('risk.cover_high_months') as high
      from mart.control_stock_window(p_as_of) c
     where c.is_ready
  ), sold as (
    select s.kode_mix, s.is_mapped,
           coalesce(sum(s.pairs_qty) filter (where s.tanggal >= w.month_from), 0) as last_month,
           coalesce(sum(s.pairs_qty) filter (where s.tanggal < w.month_from), 0) as month_before
      from core.agg_sales_daily s
     cross join w
     where s.tanggal between (select w.before_from from w) and (select w.sales_to from w)
     group by s.kode_mix, s.is_mapped
  ), judged as (
    select c.*, x.last_month, x.month_before, w.month_from, w.before_from,
           case
             when x.last_month * 100 >= x.month_before * (100 + w.change) and r.stock < w.low * r.sales then 'naik_stok_tipis'
             when x.last_month * 100 <= x.month_before * (100 - w.change) and r.stock > w.high * r.sales then 'turun_stok_tebal'
           end as risk
      from mart.control_stock(p_as_of) c
      join sold x on x.kode_mix = c.kode_mix and x.is_mapped = c.is_mapped
     cross join w
     cross join lateral (
       select c.total_pairs * case when c.is_new then c.days_on_sale else 3 end as stock,
              case when c.is_new then 30.4375 * c.sold_window else c.sold_window end as sales) r
     where x.month_before > 0 and c.sold_window > 0 and c.flag <> 'NEW'
  )
  select j.risk, j.kode_mix, j.is_mapped, j.tier, j.name, j.series, j.last_month, j.month_before,
         (j.last_month - j.month_before) * 100 / j.month_before, j.total_pairs, j.months_of_cover, j.open_po_pairs, j.flag,
         case j.risk
           when 'naik_stok_tipis' then format('Artikel %s: penjualan naik %s%% sebulan, stok tinggal %s bulan → segera PO.',
             mart.article_text(j.kode_mix, j.name), mart.number_text((j.last_month - j.month_before) * 100 / j.month_before), mart.number_text(j.months_of_cover, 1))
           else format('Artikel %s: penjualan turun %s%% sebulan, stok %s bulan → tahan PO.',
             mart.article_text(j.kode_mix, j.name), mart.number_text((j.month_before - j.last_month) * 100 / j.month_before), mart.number_text(j.months_of_cover, 1))
         end,
         j.as_of, j.month_from, j.before_from, j.sales_to
    from judged j
   where j.risk is not null
$$;
comment on function mart.risk_flags(date) is 'Articles whose sales of the last month rose by at least 20 % against the month before while less than 1.5 months of stock are left (naik_stok_tipis), and whose sales fell by as much while more than 9 months lie there (turun_stok_tebal). The numbers are settings risk.*. No rows before there are three months of sales.';
