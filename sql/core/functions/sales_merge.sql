create or replace function core.sales_merge()
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
begin
  drop table if exists pg_temp.sales_merged;
  create temp table sales_merged on commit drop as
  select x.tanggal, x.nomor_invoice, x.kode_barang, x.warehouse_id,
         coalesce(d.store_id, core.store_of_department(x.nama_departemen)) as store_id, x.nama_departemen, x.pairs_qty, x.total_amount
    from (
      select n.tanggal, n.nomor_invoice, n.kode_barang,
             (array_agg(n.warehouse_id order by abs(n.pairs_qty) desc, n.warehouse_id))[1] as warehouse_id,
             min(n.nama_departemen) as nama_departemen, sum(n.pairs_qty) as pairs_qty, sum(n.total_amount) as total_amount
        from pg_temp.sales_new n
       group by 1, 2, 3
    ) x
    left join core.dim_warehouse d on d.warehouse_id = x.warehouse_id;
  truncate pg_temp.sales_new;
  insert into pg_temp.sales_new (tanggal, nomor_invoice, kode_barang, warehouse_id, store_id, nama_departemen, pairs_qty, total_amount)
  select m.tanggal, m.nomor_invoice, m.kode_barang, m.warehouse_id, m.store_id, m.nama_departemen, m.pairs_qty, m.total_amount
    from pg_temp.sales_merged m;
  analyze pg_temp.sales_new;
end;
$$;
comment on function core.sales_merge() is 'Makes one line of lines in pg_temp.sales_new that have one invoice, code and day. Internal.';
