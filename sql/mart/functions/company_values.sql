-- Days without all their data have no value: a day on which one entity is missing would look like a fall. A day that was loaded and
-- on which nothing happened is 0.
create or replace function mart.company_values(p_on date, p_days integer)
returns table (department text, figure text, title text, unit text, on_date date, value numeric)
language sql stable
as $$
  with days as materialized (
    select p_on - 7 * k as on_date from generate_series(0, p_days) k
  ), sold as (
    -- The list of entities is there for the index: it begins with the entity.
    select d.on_date,
           coalesce(sum(f.total_amount) filter (where f.store_id <> 0), 0) as shops, coalesce(sum(f.pairs_qty) filter (where f.store_id <> 0), 0) as pairs,
           coalesce(sum(f.total_amount) filter (where f.store_id = 0), 0) as others,
           count(distinct (f.entity, f.nomor_invoice)) filter (where f.pairs_qty > 0 and f.store_id <> 0) as receipts,
           coalesce(-sum(f.total_amount) filter (where f.pairs_qty < 0), 0) as returned,
           count(distinct p.kode_mix) filter (where f.pairs_qty > 0) as articles
      from days d
      left join core.fact_sales f on f.entity in ('DDD', 'MBB', 'UBB') and f.tanggal = d.on_date
      left join core.dim_product p on p.kode_barang = f.kode_barang
     where 3 = (select count(*) from core.sales_days s where s.entity in ('DDD', 'MBB', 'UBB') and s.tanggal = d.on_date)
     group by d.on_date
  ), stock as (
    select d.on_date, coalesce(sum(a.total_pairs), 0) as pairs
      from days d
      left join core.agg_stock_daily a on a.snapshot_date = d.on_date
     where 4 = (select count(*) from core.stock_days s where s.snapshot_date = d.on_date)
     group by d.on_date
  ), orders as (
    -- Between the first order and the newest, each day was looked at.
    select d.on_date, count(o.order_id) as orders, coalesce(sum(o.total_amount), 0) as amount
      from days d
      left join raw.ginee_orders o
        on o.ordered_at >= d.on_date::timestamp at time zone 'Asia/Jakarta' and o.ordered_at < (d.on_date + 1)::timestamp at time zone 'Asia/Jakarta'
       and o.order_status in ('PAID', 'READY_TO_SHIP', 'SHIPPING', 'DELIVERED')
     where d.on_date between (select util.local_date(min(x.ordered_at)) from raw.ginee_orders x) and (select util.local_date(max(x.ordered_at)) from raw.ginee_orders x)
     group by d.on_date
  ), worked as (
    -- Runs that nobody would have done by hand are no work saved.
    select d.on_date, round(sum(j.estimated_human_minutes) / 60.0, 1) as hours
      from days d
      join ops.occurrences o on o.business_date = d.on_date and o.status in ('done', 'late')
      join ops.job_definitions j on j.key = o.definition_key and j.estimated_human_minutes > 0
     group by d.on_date
  )
  select x.department, x.figure, x.title, x.unit, s.on_date, x.value
    from sold s
   cross join lateral (values
     ('OPS', 'shop_sales', 'penjualan toko', 'rupiah', s.shops), ('OPS', 'shop_pairs', 'terjual di toko', 'pasang', s.pairs),
     ('FATAL', 'returns', 'retur', 'rupiah', s.returned), ('FATAL', 'receipt_average', 'rata-rata per nota', 'rupiah', s.shops / nullif(s.receipts, 0)),
     ('R&D', 'articles_sold', 'artikel terjual', 'jenis', s.articles::numeric),
     ('BDW', 'other_sales', 'penjualan tanpa toko', 'rupiah', s.others)) as x (department, figure, title, unit, value)
   where x.value is not null
  union all
  select 'OPS', 'stock_pairs', 'stok', 'pasang', s.on_date, s.pairs from stock s
  union all
  select 'CEMES', x.figure, x.title, x.unit, o.on_date, x.value
    from orders o
   cross join lateral (values ('marketplace_orders', 'marketplace', 'pesanan', o.orders::numeric), ('marketplace_sales', 'penjualan marketplace', 'rupiah', o.amount)) as x (figure, title, unit, value)
  union all
  select 'HRGA', 'hours_saved', 'kerja rutin yang tergantikan', 'jam', w.on_date, w.hours from worked w
$$;
comment on function mart.company_values(date, integer) is 'Figures of each department on a day and on so many days of the same weekday before it. Days whose data are not complete have no row.';
