create or replace function core.sales_compare(p_entity text)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
begin
  -- A code that the source writes with and without blanks is one code; the grouping costs a sort, so only then.
  if exists (select from raw.accurate_sales a
              where a.entity = p_entity and a.load_id in (select s.load_id from pg_temp.sales_scope s union select m.load_id from pg_temp.sales_spoken m)
                and a.kode_produk <> btrim(a.kode_produk)) then
    perform core.sales_merge();
  end if;

  if not exists (select from pg_temp.sales_old) then
    insert into pg_temp.sales_diff (tanggal, kode_barang, store_id, pairs_qty, total_amount, line_count, positive_count)
    select n.tanggal, n.kode_barang, n.store_id, sum(n.pairs_qty), sum(n.total_amount), count(*), count(*) filter (where n.pairs_qty > 0)
      from pg_temp.sales_new n
     group by 1, 2, 3;
    analyze pg_temp.sales_diff;
    insert into core.fact_sales (entity, tanggal, nomor_invoice, kode_barang, warehouse_id, store_id, nama_departemen, pairs_qty, total_amount)
    select p_entity, n.tanggal, n.nomor_invoice, n.kode_barang, n.warehouse_id, n.store_id, n.nama_departemen, n.pairs_qty, n.total_amount
      from pg_temp.sales_new n;
    return;
  end if;

  -- What was there and what is there now, with opposite signs; equal lines cancel out before they cost anything.
  insert into pg_temp.sales_diff (tanggal, kode_barang, store_id, pairs_qty, total_amount, line_count, positive_count)
  select x.tanggal, x.kode_barang, x.store_id, sum(x.sign * x.pairs_qty), sum(x.sign * x.total_amount), sum(x.sign), sum(x.sign) filter (where x.pairs_qty > 0)
    from (
      select 1 as sign, n.tanggal, n.kode_barang, n.store_id, n.pairs_qty, n.total_amount from pg_temp.sales_new n
      union all
      select -1, o.tanggal, o.kode_barang, o.store_id, o.pairs_qty, o.total_amount from pg_temp.sales_old o
    ) x
   group by 1, 2, 3
  having sum(x.sign * x.pairs_qty) <> 0 or sum(x.sign * x.total_amount) <> 0 or sum(x.sign) <> 0
      or coalesce(sum(x.sign) filter (where x.pairs_qty > 0), 0) <> 0;
  analyze pg_temp.sales_diff;
  delete from core.fact_sales f using pg_temp.sales_old o
   where f.entity = p_entity and f.tanggal = o.tanggal and f.nomor_invoice = o.nomor_invoice and f.kode_barang = o.kode_barang
     and not exists (
       select from pg_temp.sales_new n
        where n.tanggal = o.tanggal and n.nomor_invoice = o.nomor_invoice and n.kode_barang = o.kode_barang);
  insert into core.fact_sales as f (entity, tanggal, nomor_invoice, kode_barang, warehouse_id, store_id, nama_departemen, pairs_qty, total_amount)
  select p_entity, n.tanggal, n.nomor_invoice, n.kode_barang, n.warehouse_id, n.store_id, n.nama_departemen, n.pairs_qty, n.total_amount
    from pg_temp.sales_new n
    left join pg_temp.sales_old o on o.tanggal = n.tanggal and o.nomor_invoice = n.nomor_invoice and o.kode_barang = n.kode_barang
   -- Lines that stand there already are left out before the conflict: it would lock, and so rewrite, each of them.
   where o.tanggal is null
      or (o.warehouse_id, o.store_id, o.nama_departemen, o.pairs_qty, o.total_amount)
        is distinct from (n.warehouse_id, n.store_id, n.nama_departemen, n.pairs_qty, n.total_amount)
  on conflict (entity, tanggal, nomor_invoice, kode_barang) do update
     set warehouse_id = excluded.warehouse_id, store_id = excluded.store_id, nama_departemen = excluded.nama_departemen,
         pairs_qty = excluded.pairs_qty, total_amount = excluded.total_amount;
end;
$$;
comment on function core.sales_compare(text) is 'Makes core.fact_sales what pg_temp.sales_new says where it said pg_temp.sales_old, and leaves the differences in pg_temp.sales_diff. Internal.';
