create or replace function core.stock_withdraw(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  delete from raw.accurate_stock a where a.entity = v_load.entity and a.load_id = p_load_id;
  delete from core.stock_days d where d.entity = v_load.entity and d.snapshot_date = v_load.snapshot_date;
  delete from core.fact_stock f where f.entity = v_load.entity and f.snapshot_date = v_load.snapshot_date;
  perform core.stock_aggregate(v_load.entity, array[v_load.snapshot_date]);
end;
$$;
comment on function core.stock_withdraw(bigint) is 'Takes a snapshot out of raw and core: its day has none after that. Internal.';
