-- A Sheet holds ten million cells, and Google takes 2 MB a request and 60 requests a minute: stock of hundreds of shops is summed
-- by kind of warehouse.
create or replace function mart.sheet_stock(p_is_first boolean)
returns table (
  article_no bigint, kode_barang text, kode_mix text, name text, entity text, kind text, nama_gudang text, counts integer,
  pairs numeric, loose integer, snapshot_date date, last_updated_by text, last_updated_at text
)
language sql stable
as $$
  with v as materialized (
    select r.as_of, r.updated_by, r.frozen_at from mart.v_sheet_revision r
  ), picked as materialized (
    select d.entity, case when p_is_first then min(d.snapshot_date) else max(d.snapshot_date) end as snapshot_date
      from v join core.stock_days d on d.snapshot_date <= v.as_of
       and (not p_is_first or d.snapshot_date >= date_trunc('month', v.as_of::timestamp)::date)
     group by d.entity
  ), articles as materialized (
    select s.article_no, s.kode_mix, s.is_mapped from mart.v_sheet_articles s
  ), size as materialized (
    select count(*) > util.setting_integer('sheet.stock_rows') as is_large
      from picked n join core.fact_stock f on f.entity = n.entity and f.snapshot_date = n.snapshot_date
  ), shown as (
    select f.kode_barang, f.entity, w.kind, w.nama_gudang, w.counts, f.pairs_qty as pairs, w.loose, f.snapshot_date, f.warehouse_id
      from picked n
      join core.fact_stock f on f.entity = n.entity and f.snapshot_date = n.snapshot_date
      join core.dim_warehouse w on w.warehouse_id = f.warehouse_id
     where not (select z.is_large from size z)
    union all
    -- The formulas tell warehouses apart by these columns only, so they add up to the same.
    select f.kode_barang, f.entity, w.kind, format('%s gudang', count(*)), w.counts, sum(f.pairs_qty), w.loose, f.snapshot_date, 0
      from picked n
      join core.fact_stock f on f.entity = n.entity and f.snapshot_date = n.snapshot_date
      join core.dim_warehouse w on w.warehouse_id = f.warehouse_id
     where (select z.is_large from size z)
     group by f.kode_barang, f.entity, f.snapshot_date, w.kind, w.counts, w.loose
  )
  select a.article_no, f.kode_barang, p.kode_mix, p.name, f.entity, f.kind, f.nama_gudang, case when f.counts then 1 else 0 end as counts,
         f.pairs, case when f.loose then 1 else 0 end as loose, f.snapshot_date, v.updated_by as last_updated_by,
         to_char(v.frozen_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') as last_updated_at
    from shown f
    join core.dim_product p on p.kode_barang = f.kode_barang
    left join articles a on a.kode_mix = p.kode_mix and a.is_mapped = p.is_mapped
   cross join v
   order by p.kode_mix collate "C", f.kode_barang collate "C", f.entity, f.nama_gudang collate "C", f.kind, f.counts, f.loose, f.warehouse_id
$$;
comment on function mart.sheet_stock(boolean) is 'Stock of the report that our Sheet shows: of each entity the newest snapshot, or the first of the month; a row per code and warehouse, above sheet.stock_rows rows one per code, entity and kind of warehouse. Internal.';
