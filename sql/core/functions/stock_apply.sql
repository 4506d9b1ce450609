create or replace function core.stock_apply(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  perform core.products_ensure(p_load_id);
  perform pg_advisory_xact_lock(hashtextextended('core.stock', 0));
  perform core.warehouses_ensure(v_load.entity, (select array_agg(distinct a.nama_gudang) from raw.accurate_stock a where a.load_id = p_load_id));

  insert into core.stock_days (snapshot_date, entity, load_id) values (v_load.snapshot_date, v_load.entity, p_load_id)
  on conflict (snapshot_date, entity) do update set load_id = excluded.load_id;

  delete from core.fact_stock f where f.entity = v_load.entity and f.snapshot_date = v_load.snapshot_date;
  insert into core.fact_stock (entity, snapshot_date, kode_barang, warehouse_id, pairs_qty)
  select v_load.entity, v_load.snapshot_date, btrim(a.kode_barang), d.warehouse_id, sum(a.kuantitas)
    from raw.accurate_stock a
    join core.dim_warehouse d on d.entity = v_load.entity and d.name_key = lower(btrim(a.nama_gudang))
   where a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date
   group by 3, 4;
  perform core.stock_aggregate(v_load.entity, array[v_load.snapshot_date]);
end;
$$;
comment on function core.stock_apply(bigint) is 'Replaces the facts and aggregates of (entity, date) by an accepted snapshot. Internal.';
