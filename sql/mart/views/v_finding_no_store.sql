create or replace view mart.v_finding_no_store
with (security_invoker = true)
as
  select f.entity || ':' || coalesce(lower(f.nama_departemen), '-') || ':' || coalesce(w.name_key, '-') as subject,
         format('Penjualan %s tanpa toko: departemen "%s"', f.entity, coalesce(min(f.nama_departemen), '–')) as title,
         format('%s baris, %s pasang, Rp %s dari %s s.d. %s; gudang "%s". Isi portal.name_alias (sumber accurate) atau toko gudangnya.', mart.number_text(count(*)),
           mart.number_text(sum(f.pairs_qty)), mart.number_text(sum(f.total_amount)), mart.date_text(min(f.tanggal)), mart.date_text(max(f.tanggal)),
           coalesce(min(w.nama_gudang), '–')) as detail
    from core.fact_sales f
    left join core.dim_warehouse w on w.warehouse_id = f.warehouse_id
   where f.store_id = 0 and f.tanggal >= (select c.sales_from from mart.control_stock_window('infinity') c)
   group by f.entity, lower(f.nama_departemen), w.name_key;
comment on view mart.v_finding_no_store is 'Finding: sales of the window of Control Stock that belong to no shop (TANPA TOKO), by department and warehouse.';
