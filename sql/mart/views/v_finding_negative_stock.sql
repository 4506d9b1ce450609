create or replace view mart.v_finding_negative_stock
with (security_invoker = true)
as
  select f.entity || ':' || f.kode_barang || ':' || w.name_key as subject,
         format('Stok minus: %s di %s (%s)', f.kode_barang, w.nama_gudang, f.entity) as title,
         format('%s pasang per %s', mart.number_text(f.pairs_qty), mart.date_text(f.snapshot_date)) as detail
    from (select s.entity, max(s.snapshot_date) as snapshot_date from core.stock_days s group by s.entity) n
    join core.fact_stock f on f.entity = n.entity and f.snapshot_date = n.snapshot_date and f.pairs_qty < 0
    join core.dim_warehouse w on w.warehouse_id = f.warehouse_id;
comment on view mart.v_finding_negative_stock is 'Finding: codes and warehouses whose balance is negative in the newest accepted snapshot of their entity.';
