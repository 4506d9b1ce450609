-- The days that the new load does not cover keep the rows of the load that it supersedes, now in its name; their
-- load_batch_id still tells which pull brought them (core.sales_moved asks for it).
-- Lines of one (invoice, code, date) are summed, exact duplicates included: the till books them as separate sales.
create or replace function raw.sales_swap(p_load_id bigint, p_old_load_id bigint)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
declare
  v_load raw.load_history;
  v_now timestamptz := util.now(); -- asked once: as the column's default it would be a call per line
  v_rows bigint;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  perform core.sales_touch(p_old_load_id);
  delete from raw.accurate_sales a
   where a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date
     and a.tanggal between v_load.covers_from and v_load.covers_to;
  if p_old_load_id is not null then
    update raw.accurate_sales a set load_id = p_load_id
     where a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date;
  end if;
  -- Few lines have a twin. Grouping all of them would sort a million wide rows; finding the twins takes narrow ones.
  drop table if exists pg_temp.sales_twins;
  create temp table sales_twins on commit drop as
  select s.tanggal, s.nomor_invoice, s.kode_produk
    from raw.staging_sales s
   where s.load_id = p_load_id
   group by 1, 2, 3
  having count(*) > 1;
  analyze pg_temp.sales_twins;
  insert into raw.accurate_sales (entity, tanggal, nama_departemen, nama_pelanggan, nomor_invoice, kode_produk, nama_barang, satuan,
      kuantitas, harga_satuan, total_harga, bpp, nama_gudang, vendor_price, dpp_amount, tax_amount, snapshot_date, loaded_at, load_batch_id, load_id)
  select v_load.entity, s.tanggal, s.nama_departemen, s.nama_pelanggan, s.nomor_invoice, s.kode_produk, s.nama_barang, s.satuan,
         s.kuantitas, s.total_harga / nullif(s.kuantitas, 0), s.total_harga, s.bpp, s.nama_gudang, s.vendor_price, s.dpp_amount, s.tax_amount,
         v_load.snapshot_date, v_now, v_load.batch_id, p_load_id
    from raw.staging_sales s
   where s.load_id = p_load_id
     and not exists (
       select from pg_temp.sales_twins t
        where t.tanggal = s.tanggal and t.nomor_invoice = s.nomor_invoice and t.kode_produk = s.kode_produk);
  insert into raw.accurate_sales (entity, tanggal, nama_departemen, nama_pelanggan, nomor_invoice, kode_produk, nama_barang, satuan,
      kuantitas, harga_satuan, total_harga, bpp, nama_gudang, vendor_price, dpp_amount, tax_amount, snapshot_date, loaded_at, load_batch_id, load_id)
  select v_load.entity, s.tanggal, min(s.nama_departemen), min(s.nama_pelanggan), s.nomor_invoice, s.kode_produk, max(s.nama_barang), min(s.satuan),
         sum(s.kuantitas), sum(s.total_harga) / nullif(sum(s.kuantitas), 0), sum(s.total_harga), sum(s.bpp),
         (array_agg(s.nama_gudang order by abs(s.kuantitas) desc, s.line_no))[1],
         max(s.vendor_price), sum(s.dpp_amount), sum(s.tax_amount), v_load.snapshot_date, v_now, v_load.batch_id, p_load_id
    from pg_temp.sales_twins t
    join raw.staging_sales s on s.load_id = p_load_id and s.tanggal = t.tanggal and s.nomor_invoice = t.nomor_invoice and s.kode_produk = t.kode_produk
   group by s.tanggal, s.nomor_invoice, s.kode_produk;
  select count(*) into v_rows from raw.accurate_sales a where a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date;
  return v_rows;
end;
$$;
comment on function raw.sales_swap(bigint, bigint) is 'Replaces the rows of (entity, snapshot date) within the days that the load covers. Returns the rows of the snapshot. Internal.';
