-- Copied is what core counts today, from the load that speaks for the document's day: those rows outlive retention. They
-- have to be as many and as much as when that load was accepted; whatever happened to them since (a file loaded over
-- them, a load taken back), a document that does not add up is fetched.
create or replace function raw.sales_copy(p_load_id bigint)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_rows bigint;
begin
  update raw.sales_documents d
     set is_copied = true
    from raw.load_history h
    join core.sales_days w on w.entity = h.entity
    join raw.sales_documents k on k.load_id = w.load_id and k.tanggal = w.tanggal and k.line_count is not null
    cross join lateral (
      select count(*) as line_count, coalesce(sum(a.kuantitas), 0) as pairs_qty, coalesce(sum(a.total_harga), 0) as total_amount
        from raw.accurate_sales a
       where a.entity = w.entity and a.snapshot_date = w.snapshot_date and a.tanggal = k.tanggal and a.nomor_invoice = k.nomor_invoice
    ) r
   where h.load_id = p_load_id and d.load_id = p_load_id
     and k.kind = d.kind and k.source_id = d.source_id and k.nomor_invoice = d.nomor_invoice and k.tanggal = d.tanggal
     and k.opt_lock = d.opt_lock and k.last_update is not distinct from d.last_update
     and (r.line_count, r.pairs_qty, r.total_amount) = (k.line_count, k.pairs_qty, k.total_amount)
     -- Rows do not know their document, only its number: one that two documents bear says nothing about either.
     and d.nomor_invoice not in (
       select o.nomor_invoice from raw.sales_documents o where o.load_id = p_load_id group by 1 having count(*) > 1);

  insert into raw.staging_sales (load_id, line_no, source_id, tanggal, nama_departemen, nama_pelanggan, nomor_invoice, kode_produk, nama_barang,
      satuan, kuantitas, harga_satuan, total_harga, bpp, nama_gudang, vendor_price, dpp_amount, tax_amount, opt_lock, last_update)
  select p_load_id, row_number() over (order by d.place, a.id), d.source_id, a.tanggal, a.nama_departemen, a.nama_pelanggan, a.nomor_invoice,
         a.kode_produk, a.nama_barang, a.satuan, a.kuantitas, a.harga_satuan, a.total_harga, a.bpp, a.nama_gudang, a.vendor_price, a.dpp_amount,
         a.tax_amount, d.opt_lock, d.last_update
    from raw.sales_documents d
    join raw.load_history h on h.load_id = d.load_id
    join core.sales_days w on w.entity = h.entity and w.tanggal = d.tanggal
    join raw.accurate_sales a
      on a.entity = w.entity and a.snapshot_date = w.snapshot_date and a.tanggal = d.tanggal and a.nomor_invoice = d.nomor_invoice
   where d.load_id = p_load_id and d.is_copied;
  get diagnostics v_rows = row_count;
  return v_rows;
end;
$$;
comment on function raw.sales_copy(bigint) is 'Stages the lines of the listed documents that have not changed since the load that speaks for their day. Returns the rows. Internal; the caller holds the locks.';
