-- Definer: people may edit portal.store and may not write to core.
create or replace function portal.tg_store__sync()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform core.stores_sync((select array_agg(c.store_code) from changed c));
  return null;
end;
$$;
comment on function portal.tg_store__sync() is 'Trigger: Brings the shop dimension up to date.';
