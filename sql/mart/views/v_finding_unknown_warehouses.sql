create or replace view mart.v_finding_unknown_warehouses
with (security_invoker = true)
as
  select w.entity || ':' || w.name_key as subject, format('Gudang "%s" (%s) belum dikenal', w.nama_gudang, w.entity) as title,
         format('Dihitung sebagai toko; stok %s pasang. Tambahkan ke portal.warehouse.', mart.number_text(coalesce(x.pairs, 0))) as detail
    from core.dim_warehouse w
    left join (
      select f.warehouse_id, sum(f.pairs_qty) as pairs
        from (select s.entity, max(s.snapshot_date) as snapshot_date from core.stock_days s group by s.entity) n
        join core.fact_stock f on f.entity = n.entity and f.snapshot_date = n.snapshot_date
       group by f.warehouse_id
    ) x on x.warehouse_id = w.warehouse_id
   where not w.is_mapped;
comment on view mart.v_finding_unknown_warehouses is 'Finding: warehouse names of the sources that portal.warehouse does not know.';
