create or replace function raw.load_restore(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  if v_load.kind = 'stock' then
    with kept as (
      delete from raw.superseded_stock k where k.load_id = p_load_id returning k.*
    )
    insert into raw.accurate_stock (id, entity, kode_barang, nama_barang, nama_gudang, kuantitas, unit_price, vendor_price, snapshot_date, loaded_at, load_batch_id, load_id)
    select a.id, a.entity, a.kode_barang, a.nama_barang, a.nama_gudang, a.kuantitas, a.unit_price, a.vendor_price, a.snapshot_date, a.loaded_at, a.load_batch_id, a.load_id
      from kept a;
  else
    with kept as (
      delete from raw.superseded_sales k where k.load_id = p_load_id returning k.*
    )
    insert into raw.accurate_sales (id, entity, tanggal, nama_departemen, nama_pelanggan, nomor_invoice, kode_produk, nama_barang, satuan, kuantitas,
        harga_satuan, total_harga, bpp, nama_gudang, vendor_price, dpp_amount, tax_amount, snapshot_date, loaded_at, load_batch_id, load_id)
    select a.id, a.entity, a.tanggal, a.nama_departemen, a.nama_pelanggan, a.nomor_invoice, a.kode_produk, a.nama_barang, a.satuan, a.kuantitas,
           a.harga_satuan, a.total_harga, a.bpp, a.nama_gudang, a.vendor_price, a.dpp_amount, a.tax_amount, a.snapshot_date, a.loaded_at, a.load_batch_id, a.load_id
      from kept a;
  end if;
end;
$$;
comment on function raw.load_restore(bigint) is 'Puts the kept rows of a displaced load back into its partition, as they were. Internal.';
