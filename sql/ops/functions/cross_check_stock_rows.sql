create or replace function ops.cross_check_stock_rows(p_load_ids bigint[])
returns table (entity text, snapshot_date date, kode text, gudang text, pairs_qty numeric)
language sql stable
as $$
  select a.entity, a.snapshot_date, btrim(a.kode_barang), lower(btrim(a.nama_gudang)), sum(a.kuantitas)
    from (
      select r.entity, r.snapshot_date, r.kode_barang, r.nama_gudang, r.kuantitas, r.load_id from raw.accurate_stock r
      union all
      select k.entity, k.snapshot_date, k.kode_barang, k.nama_gudang, k.kuantitas, k.load_id from raw.superseded_stock k
    ) a
    join raw.load_history h on h.load_id = a.load_id and h.kind = 'stock'
   where a.load_id = any (p_load_ids)
   group by 1, 2, 3, 4
$$;
comment on function ops.cross_check_stock_rows(bigint[]) is 'Pairs per code and warehouse of these stock loads, also of those that a later load displaced. Internal.';
