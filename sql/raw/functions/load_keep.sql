-- Copied, not moved: the swap that follows takes over or deletes the rows in the partition. Only a second load of one day
-- pays for it; the pull of the next day has a snapshot date of its own.
create or replace function raw.load_keep(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  if v_load.kind = 'stock' then
    insert into raw.superseded_stock (id, entity, kode_barang, nama_barang, nama_gudang, kuantitas, unit_price, vendor_price, snapshot_date, loaded_at, load_batch_id, load_id)
    select a.id, a.entity, a.kode_barang, a.nama_barang, a.nama_gudang, a.kuantitas, a.unit_price, a.vendor_price, a.snapshot_date, a.loaded_at, a.load_batch_id, a.load_id
      from raw.accurate_stock a
     where a.entity = v_load.entity and a.load_id = p_load_id;
  else
    insert into raw.superseded_sales (id, entity, tanggal, nama_departemen, nama_pelanggan, nomor_invoice, kode_produk, nama_barang, satuan, kuantitas,
        harga_satuan, total_harga, bpp, nama_gudang, vendor_price, dpp_amount, tax_amount, snapshot_date, loaded_at, load_batch_id, load_id)
    select a.id, a.entity, a.tanggal, a.nama_departemen, a.nama_pelanggan, a.nomor_invoice, a.kode_produk, a.nama_barang, a.satuan, a.kuantitas,
           a.harga_satuan, a.total_harga, a.bpp, a.nama_gudang, a.vendor_price, a.dpp_amount, a.tax_amount, a.snapshot_date, a.loaded_at, a.load_batch_id, a.load_id
      from raw.accurate_sales a
     where a.entity = v_load.entity and a.load_id = p_load_id;
  end if;
end;
$$;
comment on function raw.load_keep(bigint) is 'Keeps the rows of an accepted load that is about to be displaced. Internal.';
