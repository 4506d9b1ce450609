-- In place of three foreign keys, which ask for each line of a million: a statement asks once for each distinct key.
-- Raises what a foreign key would.
create or replace function core.tg_fact_sales__keys()
returns trigger
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_missing text;
begin
  select m.what into v_missing
    from (
      (select 'kode_barang ' || x.kode_barang as what
         from (select distinct c.kode_barang from changed c) x
        where not exists (select from core.dim_product d where d.kode_barang = x.kode_barang))
      union all
      (select 'warehouse_id ' || x.warehouse_id
         from (select distinct c.warehouse_id from changed c where c.warehouse_id is not null) x
        where not exists (select from core.dim_warehouse d where d.warehouse_id = x.warehouse_id))
      union all
      (select 'store_id ' || x.store_id
         from (select distinct c.store_id from changed c) x
        where not exists (select from core.dim_store d where d.store_id = x.store_id))
    ) m
   limit 1;
  if found then
    raise exception 'a sale names %, which is in no dimension', v_missing using errcode = '23503';
  end if;
  return null;
end;
$$;
comment on function core.tg_fact_sales__keys() is 'Trigger: refuses facts whose code, warehouse or shop is in no dimension (23503).';
