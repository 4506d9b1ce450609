-- Zero balances are not stored. A code that the source names twice in one warehouse is one balance: its parts add up.
create or replace function raw.stock_swap(p_load_id bigint)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_now timestamptz := util.now(); -- asked once: as the column's default it would be a call per line
  v_rows bigint;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  delete from raw.accurate_stock a where a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date;
  insert into raw.accurate_stock (entity, kode_barang, nama_barang, nama_gudang, kuantitas, unit_price, vendor_price, snapshot_date, loaded_at, load_batch_id, load_id)
  select v_load.entity, s.kode_barang, max(s.nama_barang), s.nama_gudang, sum(s.kuantitas), max(s.unit_price), max(s.vendor_price),
         v_load.snapshot_date, v_now, v_load.batch_id, p_load_id
    from raw.staging_stock s
   where s.load_id = p_load_id
   group by s.kode_barang, s.nama_gudang
  having sum(s.kuantitas) <> 0;
  get diagnostics v_rows = row_count;
  return v_rows;
end;
$$;
comment on function raw.stock_swap(bigint) is 'Replaces the whole snapshot of (entity, date) by the staged one. Returns its rows. Internal.';
