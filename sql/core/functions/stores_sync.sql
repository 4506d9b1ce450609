-- A shop that left portal.store keeps its dimension row: sales hang on it.
create or replace function core.stores_sync(p_codes text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into core.dim_store (store_code, name, branch, area)
  select s.store_code, s.name, s.branch, s.area from portal.store s where s.store_code = any (p_codes) order by s.store_code
  on conflict (store_code) do update set name = excluded.name, branch = excluded.branch, area = excluded.area
   where (core.dim_store.name, core.dim_store.branch, core.dim_store.area) is distinct from (excluded.name, excluded.branch, excluded.area);
end;
$$;
comment on function core.stores_sync(text[]) is 'Brings dim_store up to date with portal.store for these codes. Internal.';
