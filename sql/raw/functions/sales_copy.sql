-- Copied is what core counts today, from the load that speaks for the document's day: those rows outlive retention. They
-- have to be as many and as much as when that load was accepted; whatever happened to them since (a file loaded over
-- them, a load taken back), a document that does not add up is fetched.
-- One load after the other, by its days: in one statement the planner, who has no statistics of rows this young, looked
-- through all lines of a day once for each document of it. Without nested loops for the same reason.
create or replace function raw.sales_copy(p_load_id bigint)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
as $$
declare
  v_load raw.load_history;
  v_known record;
  v_count bigint;
  v_rows bigint := 0;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  for v_known in
    select w.load_id, w.snapshot_date, array_agg(w.tanggal) as days
      from core.sales_days w
     where w.entity = v_load.entity and w.tanggal between v_load.covers_from and v_load.covers_to
     group by w.load_id, w.snapshot_date
     order by w.load_id
  loop
    update raw.sales_documents d
       set is_copied = true
      from raw.sales_documents k
      left join (
        select a.tanggal, a.nomor_invoice, count(*) as line_count, sum(a.kuantitas) as pairs_qty, coalesce(sum(a.total_harga), 0) as total_amount
          from raw.accurate_sales a
         where a.entity = v_load.entity and a.snapshot_date = v_known.snapshot_date and a.tanggal = any (v_known.days)
         group by 1, 2
      ) r on r.tanggal = k.tanggal and r.nomor_invoice = k.nomor_invoice
     where d.load_id = p_load_id and k.load_id = v_known.load_id and k.tanggal = any (v_known.days)
       and k.kind = d.kind and k.source_id = d.source_id and k.nomor_invoice = d.nomor_invoice and k.tanggal = d.tanggal
       and k.opt_lock = d.opt_lock and k.last_update is not distinct from d.last_update
       and (coalesce(r.line_count, 0), coalesce(r.pairs_qty, 0), coalesce(r.total_amount, 0)) = (k.line_count, k.pairs_qty, k.total_amount)
       -- Rows do not know their document, only its number: one that two documents bear says nothing about either.
       and d.nomor_invoice not in (
         select o.nomor_invoice from raw.sales_documents o where o.load_id = p_load_id group by 1 having count(*) > 1);

    insert into raw.staging_sales (load_id, line_no, source_id, tanggal, nama_departemen, nama_pelanggan, nomor_invoice, kode_produk, nama_barang,
        satuan, kuantitas, harga_satuan, total_harga, bpp, nama_gudang, vendor_price, dpp_amount, tax_amount, opt_lock, last_update)
    select p_load_id, v_rows + row_number() over (order by d.place, a.id), d.source_id, a.tanggal, a.nama_departemen, a.nama_pelanggan,
           a.nomor_invoice, a.kode_produk, a.nama_barang, a.satuan, a.kuantitas, a.harga_satuan, a.total_harga, a.bpp, a.nama_gudang,
           a.vendor_price, a.dpp_amount, a.tax_amount, d.opt_lock, d.last_update
      from raw.accurate_sales a
      join raw.sales_documents d on d.tanggal = a.tanggal and d.nomor_invoice = a.nomor_invoice
     where a.entity = v_load.entity and a.snapshot_date = v_known.snapshot_date and a.tanggal = any (v_known.days)
       and d.load_id = p_load_id and d.is_copied;
    get diagnostics v_count = row_count;
    v_rows := v_rows + v_count;
  end loop;
  return v_rows;
end;
$$;
comment on function raw.sales_copy(bigint) is 'Stages the lines of the listed documents that have not changed since the load that speaks for their day. Returns the rows. Internal; the caller holds the locks.';
