create or replace view mart.v_excluded_stock
with (security_invoker = true)
as
  select w.entity, w.nama_gudang, w.kind, w.in_cover,
         case when w.kind = 'OTHER' and not w.in_cover then 'jenis OTHER, dan ditandai tidak dihitung'
              when w.kind = 'OTHER' then 'jenis OTHER'
              else 'ditandai tidak dihitung' end as reason,
         p.note, f.snapshot_date, count(*)::integer as codes, sum(f.pairs_qty) as pairs
    from core.dim_warehouse w
    join lateral (
      select d.snapshot_date from core.stock_days d where d.entity = w.entity order by d.snapshot_date desc limit 1
    ) n on true
    join core.fact_stock f on f.entity = w.entity and f.snapshot_date = n.snapshot_date and f.warehouse_id = w.warehouse_id
    left join portal.warehouse p on p.entity = w.entity and lower(btrim(p.nama_gudang)) = w.name_key
   where not w.counts
   group by w.entity, w.nama_gudang, w.kind, w.in_cover, p.note, f.snapshot_date
   order by w.entity, w.nama_gudang collate "C";
comment on view mart.v_excluded_stock is 'Stock that leaves the cover, by warehouse: of kind OTHER, or marked in_cover = false in portal.warehouse.';
comment on column mart.v_excluded_stock.entity is 'DDD, LJBB, MBB or UBB.';
comment on column mart.v_excluded_stock.nama_gudang is 'Warehouse.';
comment on column mart.v_excluded_stock.kind is 'WHS, WHB, STORE or OTHER.';
comment on column mart.v_excluded_stock.in_cover is 'False: marked to leave the cover.';
comment on column mart.v_excluded_stock.reason is 'Why it is left out, for people.';
comment on column mart.v_excluded_stock.note is 'Note of the person who mapped it.';
comment on column mart.v_excluded_stock.snapshot_date is 'Newest snapshot of the entity.';
comment on column mart.v_excluded_stock.codes is 'Codes with stock there.';
comment on column mart.v_excluded_stock.pairs is 'Pairs there.';
