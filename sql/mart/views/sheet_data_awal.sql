-- A Sheet holds ten million cells, and Google takes 2 MB a request and 60 requests a minute: stock of hundreds of shops is summed
-- by kind of warehouse.
create view mart.sheet_data_awal
with (security_invoker = true)
as
  with v as materialized (
    select r.as_of, r.updated_by, r.frozen_at from mart.v_sheet_revision r
  ), picked as materialized (
    select e.entity, (select min(d.snapshot_date) from core.stock_days d
             where d.entity = e.entity and d.snapshot_date between date_trunc('month', v.as_of::timestamp)::date and v.as_of) as snapshot_date
      from v, (values ('DDD'), ('LJBB'), ('MBB'), ('UBB')) as e (entity)
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
   order by p.kode_mix collate "C", f.kode_barang collate "C", f.entity, f.nama_gudang collate "C", f.kind, f.counts, f.loose, f.warehouse_id;
comment on view mart.sheet_data_awal is 'Tab DATA AWAL: the first snapshot of the month of each entity, a row per code and warehouse; above sheet.stock_rows rows, one per code, entity and kind of warehouse.';
comment on column mart.sheet_data_awal.article_no is 'No artikel';
comment on column mart.sheet_data_awal.kode_barang is 'Kode barang';
comment on column mart.sheet_data_awal.kode_mix is 'Kode Mix';
comment on column mart.sheet_data_awal.name is 'Nama barang';
comment on column mart.sheet_data_awal.entity is 'Entitas';
comment on column mart.sheet_data_awal.kind is 'Jenis gudang';
comment on column mart.sheet_data_awal.nama_gudang is 'Gudang';
comment on column mart.sheet_data_awal.counts is 'Dihitung (1 = ya)';
comment on column mart.sheet_data_awal.pairs is 'Pasang';
comment on column mart.sheet_data_awal.loose is 'Lepas (1 = ya)';
comment on column mart.sheet_data_awal.snapshot_date is 'Tanggal stok';
comment on column mart.sheet_data_awal.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_data_awal.last_updated_at is 'Diperbarui pada (WIB)';
