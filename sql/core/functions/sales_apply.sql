-- For each day of its range the newest load speaks. Facts are compared with what stands there, and the aggregates
-- move by the differences alone: a second pull of the same day changes nothing and costs two scans of that day.
create or replace function core.sales_apply(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set work_mem = '32MB'
as $$
declare
  v_load raw.load_history;
begin
  perform pg_advisory_xact_lock(hashtextextended('core.sales', 0));
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;

  -- Dropped first, so that a table of that name which somebody else made cannot stand in for ours.
  drop table if exists pg_temp.sales_lines, pg_temp.sales_new, pg_temp.sales_diff;
  create temp table sales_lines (
    tanggal date, nomor_invoice text, kode_barang text, name_key text, nama_departemen text, pairs_qty numeric, total_amount numeric) on commit drop;
  create temp table sales_new (
    tanggal date, nomor_invoice text, kode_barang text, nama_departemen text, warehouse_id integer, store_id integer,
    pairs_qty numeric, total_amount numeric) on commit drop;
  create temp table sales_diff (
    tanggal date, kode_barang text, store_id integer, pairs_qty numeric, total_amount numeric, line_count integer, positive_count integer) on commit drop;

  insert into core.sales_days (entity, tanggal, load_id, snapshot_date)
  select v_load.entity, g.day::date, p_load_id, v_load.snapshot_date
    from generate_series(v_load.covers_from::timestamp, v_load.covers_to::timestamp, interval '1 day') as g (day)
  on conflict (entity, tanggal) do update
     set load_id = excluded.load_id, snapshot_date = excluded.snapshot_date
   where (core.sales_days.snapshot_date, core.sales_days.load_id) <= (excluded.snapshot_date, excluded.load_id);

  perform core.products_ensure(p_load_id);
  perform core.warehouses_ensure(v_load.entity, (
    select array_agg(distinct a.nama_gudang) from raw.accurate_sales a
     where a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date and a.load_id = p_load_id));

  insert into pg_temp.sales_lines (tanggal, nomor_invoice, kode_barang, name_key, nama_departemen, pairs_qty, total_amount)
  select a.tanggal, a.nomor_invoice, btrim(a.kode_produk),
         (array_agg(lower(btrim(a.nama_gudang)) order by abs(a.kuantitas) desc, a.id))[1],
         min(btrim(a.nama_departemen)), sum(a.kuantitas), sum(coalesce(a.total_harga, 0))
    from raw.accurate_sales a
    join core.sales_days w on w.entity = a.entity and w.tanggal = a.tanggal and w.load_id = p_load_id
   where a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date
   group by 1, 2, 3;
  -- Without statistics the planner expects one row and walks through all warehouses for each of a million.
  analyze pg_temp.sales_lines;
  -- A second table, not an update: that wrote every row again and left the first version behind.
  insert into pg_temp.sales_new (tanggal, nomor_invoice, kode_barang, nama_departemen, warehouse_id, store_id, pairs_qty, total_amount)
  select n.tanggal, n.nomor_invoice, n.kode_barang, n.nama_departemen, d.warehouse_id,
         coalesce(d.store_id, core.store_of_department(n.nama_departemen)), n.pairs_qty, n.total_amount
    from pg_temp.sales_lines n
    left join core.dim_warehouse d on d.entity = v_load.entity and d.name_key = n.name_key;
  analyze pg_temp.sales_new;

  -- What was there and what is there now, with opposite signs; equal lines cancel out before they cost anything.
  insert into pg_temp.sales_diff (tanggal, kode_barang, store_id, pairs_qty, total_amount, line_count, positive_count)
  select x.tanggal, x.kode_barang, x.store_id, sum(x.sign * x.pairs_qty), sum(x.sign * x.total_amount), sum(x.sign), sum(x.sign) filter (where x.pairs_qty > 0)
    from (
      select 1 as sign, n.tanggal, n.kode_barang, n.store_id, n.pairs_qty, n.total_amount from pg_temp.sales_new n
      union all
      select -1, f.tanggal, f.kode_barang, f.store_id, f.pairs_qty, f.total_amount
        from core.fact_sales f
        join core.sales_days w on w.entity = f.entity and w.tanggal = f.tanggal and w.load_id = p_load_id
       where f.entity = v_load.entity
    ) x
   group by 1, 2, 3
  having sum(x.sign * x.pairs_qty) <> 0 or sum(x.sign * x.total_amount) <> 0 or sum(x.sign) <> 0
      or coalesce(sum(x.sign) filter (where x.pairs_qty > 0), 0) <> 0;

  delete from core.fact_sales f using core.sales_days w
   where f.entity = v_load.entity and w.entity = f.entity and w.tanggal = f.tanggal and w.load_id = p_load_id
     and not exists (
       select from pg_temp.sales_new n
        where n.tanggal = f.tanggal and n.nomor_invoice = f.nomor_invoice and n.kode_barang = f.kode_barang);
  insert into core.fact_sales as f (entity, tanggal, nomor_invoice, kode_barang, warehouse_id, store_id, nama_departemen, pairs_qty, total_amount)
  select v_load.entity, n.tanggal, n.nomor_invoice, n.kode_barang, n.warehouse_id, n.store_id, n.nama_departemen, n.pairs_qty, n.total_amount
    from pg_temp.sales_new n
   -- Lines that stand there already are left out before the conflict: it would lock, and so rewrite, each of them.
   where not exists (
     select from core.fact_sales o
      where o.entity = v_load.entity and o.tanggal = n.tanggal and o.nomor_invoice = n.nomor_invoice and o.kode_barang = n.kode_barang
        and (o.warehouse_id, o.store_id, o.nama_departemen, o.pairs_qty, o.total_amount)
          is not distinct from (n.warehouse_id, n.store_id, n.nama_departemen, n.pairs_qty, n.total_amount))
  on conflict (entity, tanggal, nomor_invoice, kode_barang) do update
     set warehouse_id = excluded.warehouse_id, store_id = excluded.store_id, nama_departemen = excluded.nama_departemen,
         pairs_qty = excluded.pairs_qty, total_amount = excluded.total_amount
   where (f.warehouse_id, f.store_id, f.nama_departemen, f.pairs_qty, f.total_amount)
     is distinct from (excluded.warehouse_id, excluded.store_id, excluded.nama_departemen, excluded.pairs_qty, excluded.total_amount);

  perform core.sales_shift();
end;
$$;
comment on function core.sales_apply(bigint) is 'Brings facts and aggregates of sales up to date with an accepted load, by differences. Internal.';
