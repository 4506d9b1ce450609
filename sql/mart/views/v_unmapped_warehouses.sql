create or replace view mart.v_unmapped_warehouses
with (security_invoker = true)
as
  select w.entity, w.nama_gudang, w.kind as counts_as, n.snapshot_date, s.codes, s.pairs, l.last_sale_on
    from core.dim_warehouse w
    left join lateral (
      select d.snapshot_date from core.stock_days d where d.entity = w.entity order by d.snapshot_date desc limit 1
    ) n on true
    left join lateral (
      select count(*)::integer as codes, coalesce(sum(f.pairs_qty), 0) as pairs
        from core.fact_stock f
       where f.entity = w.entity and f.snapshot_date = n.snapshot_date and f.warehouse_id = w.warehouse_id
    ) s on true
    left join lateral (
      select max(f.tanggal) as last_sale_on from core.fact_sales f where f.warehouse_id = w.warehouse_id
    ) l on true
   where not w.is_mapped
   order by w.entity, w.nama_gudang collate "C";
comment on view mart.v_unmapped_warehouses is 'Warehouses that a source named and portal.warehouse does not know. Until somebody maps them their stock counts as a shop''s.';
comment on column mart.v_unmapped_warehouses.entity is 'DDD, LJBB, MBB or UBB.';
comment on column mart.v_unmapped_warehouses.nama_gudang is 'Name as the source first wrote it.';
comment on column mart.v_unmapped_warehouses.counts_as is 'STORE.';
comment on column mart.v_unmapped_warehouses.snapshot_date is 'Newest snapshot of the entity: the day of the two figures that follow.';
comment on column mart.v_unmapped_warehouses.codes is 'Codes with stock there.';
comment on column mart.v_unmapped_warehouses.pairs is 'Pairs there.';
comment on column mart.v_unmapped_warehouses.last_sale_on is 'Last day on which something was sold from there.';
