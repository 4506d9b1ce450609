-- The definitions are those of the Control Stock specification. Everything that decides compares cross-multiplied
-- numbers: a quotient such as 2.9999999999999999 must not turn "exactly three months" into "under three months".
-- Not a definer function: whoever reads it needs the right to read core.
create or replace function mart.control_stock(p_as_of date)
returns table (
  kode_mix text, is_mapped boolean, tier integer, name text, gender text, series text,
  whs_pairs numeric, whb_pairs numeric, store_pairs numeric, total_pairs numeric, boxes numeric, protol numeric,
  sold_window numeric, avg_monthly_sales numeric, months_of_cover numeric, avg_adjusted numeric, months_of_cover_adjusted numeric,
  open_po_pairs numeric, months_with_po numeric, days_on_sale integer, is_new boolean, sizes_in_stock integer, sizes_active integer,
  note text, flag text, recommended_po numeric, excess_pairs numeric, excess_value numeric,
  as_of date, sales_from date, sales_to date, empty_days integer, whs_boxes numeric, whb_boxes numeric
)
language sql stable
as $$
  with p as materialized (
    select w.*,
           util.setting_numeric('control_stock.must_po_months') as must_months,
           util.setting_numeric('control_stock.overstock_months') as over_months,
           util.setting_numeric('control_stock.pairs_per_box') as box,
           util.setting_integer('control_stock.new_article_days') as new_days
      from mart.control_stock_window(p_as_of) w
  ), newest as materialized (
    -- One index probe per entity; max() over all days would read more with every day that passes.
    select e.entity, (select max(d.snapshot_date) from core.stock_days d where d.entity = e.entity and d.snapshot_date <= p.as_of) as snapshot_date
      from p, (values ('DDD'), ('LJBB'), ('MBB'), ('UBB')) as e (entity)
  ), code_stock as materialized (
    -- offset 0 keeps this one index range per entity: as a plain join the planner took the table for small and read all of
    -- its days. One sum per code: what need not be known per code comes from the articles below, a sixth of the rows.
    select s.kode_barang, sum(s.total_pairs) as total
      from newest n
     cross join lateral (
       select c.kode_barang, c.total_pairs from core.agg_stock_code c where c.entity = n.entity and c.snapshot_date = n.snapshot_date offset 0) s
     group by s.kode_barang
  ), codes as materialized (
    select d.kode_mix, d.is_mapped, count(*) filter (where c.total > 0)::integer as sizes, sum(c.total * coalesce(h.harga_beli, 0)) as cost
      from code_stock c
      join core.dim_product d on d.kode_barang = c.kode_barang
      left join portal.hpprsp h on h.kode = d.kode
     group by d.kode_mix, d.is_mapped
  ), article_stock as materialized (
    select s.kode_mix, s.is_mapped, sum(s.whs_pairs) as whs, sum(s.whb_pairs) as whb, sum(s.store_pairs) as store,
           sum(s.whs_loose_pairs) as whs_loose, sum(s.whb_loose_pairs) as whb_loose, sum(s.store_loose_pairs) as store_loose
      from newest n
     cross join lateral (
       select a.* from core.agg_stock_article a where a.entity = n.entity and a.snapshot_date = n.snapshot_date offset 0) s
     group by s.kode_mix, s.is_mapped
  ), stock as materialized (
    select x.kode_mix, x.is_mapped, x.whs, x.whb, x.store, x.whs + x.whb + x.store as total,
           floor((x.whs - x.whs_loose) / p.box) as whs_boxes, floor((x.whb - x.whb_loose) / p.box) as whb_boxes,
           floor((x.store - x.store_loose) / p.box) as store_boxes, c.sizes,
           -- Cost of one pair of the article's stock, weighted by the pairs held of each code; NULL when nothing is held.
           c.cost / nullif(x.whs + x.whb + x.store, 0) as cost_per_pair
      from article_stock x
      join codes c on c.kode_mix = x.kode_mix and c.is_mapped = x.is_mapped
     cross join p
  ), weeks as materialized (
    -- The whole weeks inside of the window; what sticks out on both sides is read by the day.
    select date_trunc('week', (p.sales_from + 6)::timestamp)::date as first_on, date_trunc('week', (p.sales_to + 1)::timestamp)::date as until_on from p
  ), sold as materialized (
    -- Bounds as scalars, not as a join: 20,000 rows need not pass through a nested loop.
    select s.kode_mix, s.is_mapped, sum(s.pairs_qty) as sold
      from (
        select w.kode_mix, w.is_mapped, w.pairs_qty from core.agg_sales_weekly w
         where w.week >= (select x.first_on from weeks x) and w.week < (select x.until_on from weeks x)
        union all
        select d.kode_mix, d.is_mapped, d.pairs_qty from core.agg_sales_daily d
         where d.tanggal >= (select p.sales_from from p) and d.tanggal < (select x.first_on from weeks x)
        union all
        select d.kode_mix, d.is_mapped, d.pairs_qty from core.agg_sales_daily d
         where d.tanggal >= (select x.until_on from weeks x) and d.tanggal <= (select p.sales_to from p)
      ) s
     group by s.kode_mix, s.is_mapped
  ), complete as materialized (
    select d.snapshot_date from core.stock_days d, p
     where d.snapshot_date between p.sales_from and p.sales_to
     group by d.snapshot_date
    having count(*) = 4
  ), complete_months as materialized (
    select date_trunc('month', c.snapshot_date::timestamp)::date as month, bit_or(1 << (extract(day from c.snapshot_date)::integer - 1)) as days
      from complete c
     group by 1
  ), filled as materialized (
    -- One number says on which days of a month an article had stock: of these, the days on which all entities were there.
    select s.kode_mix, s.is_mapped, sum(bit_count((s.filled_days & m.days)::bit(31)))::integer as days
      from core.agg_stock_monthly s
      join complete_months m on m.month = s.month
     group by s.kode_mix, s.is_mapped
  ), po as materialized (
    select o.kode_mix, sum(o.sisa_po) as pairs from portal.purchase_orders_manual o group by o.kode_mix
  ), notes as materialized (
    select n.kode_mix,
           string_agg(n.kind || coalesce(' s.d. ' || to_char(n.until_on, 'DD-MM-YYYY'), '') || coalesce(': ' || n.note, ''), '; ' order by n.id) as note,
           bool_or(n.kind in ('jangan_po', 'sudah_po')) as stops_po
      from portal.article_notes n, p
     where n.until_on is null or n.until_on >= p.as_of
     group by n.kode_mix
  ), base as (
    select a.kode_mix, a.is_mapped, a.tier, a.name, a.gender, a.series, a.codes_active,
           coalesce(s.whs, 0) as whs, coalesce(s.whb, 0) as whb, coalesce(s.store, 0) as store, coalesce(s.total, 0) as total,
           coalesce(s.whs_boxes, 0) as whs_boxes, coalesce(s.whb_boxes, 0) as whb_boxes, coalesce(s.store_boxes, 0) as store_boxes,
           coalesce(s.sizes, 0) as sizes, s.cost_per_pair,
           x.sold is not null as has_lines, coalesce(x.sold, 0) as sold,
           case when a.first_sale_on <= p.sales_to then p.sales_to - a.first_sale_on + 1 end as days_on_sale,
           coalesce(a.first_sale_on between p.sales_from and p.sales_to, false) as is_new,
           (select count(*) from complete) - coalesce(f.days, 0) as empty_days,
           coalesce(po.pairs, 0) as open_po, n.note, coalesce(n.stops_po, false) as stops_po,
           p.as_of, p.sales_from, p.sales_to, p.must_months, p.over_months, p.box, p.new_days
      from core.dim_article a
     cross join p
      left join stock s on s.kode_mix = a.kode_mix and s.is_mapped = a.is_mapped
      left join sold x on x.kode_mix = a.kode_mix and x.is_mapped = a.is_mapped
      left join filled f on f.kode_mix = a.kode_mix and f.is_mapped = a.is_mapped
      left join po on po.kode_mix = a.kode_mix and a.is_mapped
      left join notes n on n.kode_mix = a.kode_mix and a.is_mapped
     where a.codes_active > 0 or s.total <> 0 or x.sold is not null
  ), measured as materialized (
    -- Materialized: every column below would otherwise work these fractions out again, some a dozen times.
    -- sold ÷ months as one fraction rate_n / rate_d: 3 months, or the age of a new article in months of 30.4375 days.
    select b.*,
           case when b.is_new then 30.4375 * b.sold else b.sold end as rate_n,
           case when b.is_new then b.days_on_sale else 3 end::numeric as rate_d,
           3 - b.empty_days / 30.5 as adjusted_months
      from base b
  ), flagged as (
    select m.*,
           case
             when m.total < 0 then 'NEGATIVE'
             when not m.has_lines then 'NO_SALES'
             when m.sold <= 0 then 'RETURNS'
             when m.days_on_sale < m.new_days then 'NEW'
             when m.total * m.rate_d < m.must_months * m.rate_n then 'MUST_PO'
             when m.total * m.rate_d > m.over_months * m.rate_n then 'OVERSTOCK'
             else 'OK'
           end as flag
      from measured m
  )
  select f.kode_mix, f.is_mapped, f.tier, f.name, f.gender, f.series,
         f.whs, f.whb, f.store, f.total,
         f.whs_boxes + f.whb_boxes + f.store_boxes,
         f.total - f.box * (f.whs_boxes + f.whb_boxes + f.store_boxes),
         f.sold, f.rate_n / f.rate_d,
         case when f.sold > 0 then f.total * f.rate_d / f.rate_n end,
         case when f.adjusted_months >= 0.1 then f.sold / f.adjusted_months end,
         case when f.adjusted_months >= 0.1 and f.sold > 0 then f.total * f.adjusted_months / f.sold end,
         f.open_po,
         case when f.sold > 0 then (f.total + f.open_po) * 3 / f.sold end,
         f.days_on_sale, f.is_new, f.sizes, f.codes_active, f.note, f.flag,
         case when f.flag = 'MUST_PO' then
           case when f.stops_po then 0
             else greatest(ceil((f.must_months * f.rate_n - f.open_po * f.rate_d) / (f.box * f.rate_d)), 0) * f.box end
         end,
         case when f.flag in ('OVERSTOCK', 'NO_SALES') then f.total - f.over_months * f.rate_n / f.rate_d end,
         case when f.flag in ('OVERSTOCK', 'NO_SALES') then coalesce((f.total - f.over_months * f.rate_n / f.rate_d) * f.cost_per_pair, 0) end,
         f.as_of, f.sales_from, f.sales_to, f.empty_days::integer, f.whs_boxes, f.whb_boxes
    from flagged f
$$;
comment on function mart.control_stock(date) is 'Control Stock as of a date: one row per article (kode_mix) and per code that nobody mapped. Pairs and months; flags NEGATIVE, NO_SALES, RETURNS, NEW, MUST_PO, OVERSTOCK, OK. Thresholds are rows of ops.settings. No row when there is no accepted stock and sales at or before the date.';
