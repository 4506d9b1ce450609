-- Definer: people may edit portal.warehouse and may not write to core.
create or replace function portal.tg_warehouse__sync()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform core.warehouses_sync(x.entity, x.names)
    from (select c.entity, array_agg(c.nama_gudang) as names from changed c group by c.entity order by c.entity) x;
  return null;
end;
$$;
comment on function portal.tg_warehouse__sync() is 'Trigger: Brings the warehouse dimension up to date and moves stock and sales that hang on it.';
