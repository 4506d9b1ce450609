-- Two temporary tables instead of one statement: the planner gets figures in between, without which it expects one row and
-- walks through all warehouses for each of a million lines.
create or replace function core.sales_lines(p_entity text)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
declare
  v_codes text[];
begin
  drop table if exists pg_temp.sales_places;
  create temp table sales_places (nama_gudang text primary key, warehouse_id integer, store_id integer) on commit drop;
  -- By the name as it is written: lower and btrim cost more than the join when they are asked for each line.
  insert into pg_temp.sales_places (nama_gudang)
  select a.nama_gudang from raw.accurate_sales a
   where a.entity = p_entity and a.load_id in (select s.load_id from pg_temp.sales_scope s union select m.load_id from pg_temp.sales_spoken m)
     and a.nama_gudang is not null
   group by 1;
  perform core.warehouses_ensure(p_entity, (select array_agg(p.nama_gudang) from pg_temp.sales_places p));
  update pg_temp.sales_places p
     set warehouse_id = d.warehouse_id, store_id = d.store_id
    from core.dim_warehouse d
   where d.entity = p_entity and d.name_key = lower(btrim(p.nama_gudang));
  analyze pg_temp.sales_places;

  insert into pg_temp.sales_new (tanggal, nomor_invoice, kode_barang, warehouse_id, store_id, nama_departemen, pairs_qty, total_amount)
  select a.tanggal, a.nomor_invoice, btrim(a.kode_produk), p.warehouse_id,
         coalesce(p.store_id, core.store_of_department(btrim(a.nama_departemen))), btrim(a.nama_departemen), a.kuantitas, coalesce(a.total_harga, 0)
    from pg_temp.sales_scope s
    join raw.accurate_sales a on a.entity = p_entity and a.snapshot_date = s.snapshot_date and a.tanggal = s.tanggal and a.load_id = s.load_id
    left join pg_temp.sales_places p on p.nama_gudang = a.nama_gudang
   where not exists (select from pg_temp.sales_spoken m where m.nomor_invoice = a.nomor_invoice and (m.load_id, m.load_batch_id) <> (a.load_id, a.load_batch_id));

  -- Invoices that came into the range or left it, on their days outside of it.
  insert into pg_temp.sales_new (tanggal, nomor_invoice, kode_barang, warehouse_id, store_id, nama_departemen, pairs_qty, total_amount)
  select a.tanggal, a.nomor_invoice, btrim(a.kode_produk), p.warehouse_id,
         coalesce(p.store_id, core.store_of_department(btrim(a.nama_departemen))), btrim(a.nama_departemen), a.kuantitas, coalesce(a.total_harga, 0)
    from pg_temp.sales_spoken m
    join raw.accurate_sales a on a.entity = p_entity and a.nomor_invoice = m.nomor_invoice and a.load_id = m.load_id and a.load_batch_id = m.load_batch_id
    join core.sales_days w on w.entity = p_entity and w.tanggal = a.tanggal and w.load_id = m.load_id
    left join pg_temp.sales_places p on p.nama_gudang = a.nama_gudang
   where not exists (select from pg_temp.sales_scope s where s.tanggal = a.tanggal);
  analyze pg_temp.sales_new;
  -- A line that comes back when another load goes may have a code that has lost its dimension row meanwhile.
  select array_agg(x.kode_barang) into v_codes
    from (select distinct n.kode_barang from pg_temp.sales_new n) x
   where not exists (select from core.dim_product d where d.kode_barang = x.kode_barang);
  if v_codes is not null then
    perform core.products_sync(v_codes, (
      select array_agg((select min(a.nama_barang) from raw.accurate_sales a where a.entity = p_entity and btrim(a.kode_produk) = c.code) order by c.n)
        from unnest(v_codes) with ordinality as c (code, n)));
  end if;

  insert into pg_temp.sales_old (tanggal, nomor_invoice, kode_barang, warehouse_id, store_id, nama_departemen, pairs_qty, total_amount)
  select f.tanggal, f.nomor_invoice, f.kode_barang, f.warehouse_id, f.store_id, f.nama_departemen, f.pairs_qty, f.total_amount
    from core.fact_sales f
    join pg_temp.sales_scope s on s.tanggal = f.tanggal
   where f.entity = p_entity
  union all
  select f.tanggal, f.nomor_invoice, f.kode_barang, f.warehouse_id, f.store_id, f.nama_departemen, f.pairs_qty, f.total_amount
    from (
      -- Every fact has its row in raw: their days are all the days on which the invoice can stand.
      select distinct m.nomor_invoice, a.tanggal
        from pg_temp.sales_spoken m
        join raw.accurate_sales a on a.entity = p_entity and a.nomor_invoice = m.nomor_invoice
       where not exists (select from pg_temp.sales_scope s where s.tanggal = a.tanggal)
    ) x
    join core.fact_sales f on f.entity = p_entity and f.tanggal = x.tanggal and f.nomor_invoice = x.nomor_invoice;
  analyze pg_temp.sales_old;
end;
$$;
comment on function core.sales_lines(text) is 'Fills pg_temp.sales_new with the lines that should stand in the range of pg_temp.sales_scope, pg_temp.sales_old with those that do. Internal.';
