-- A shop that left portal.store keeps its dimension row: sales hang on it. One that comes after its alias draws the sales
-- of that department to itself; only then, because it reads all facts.
create or replace function core.stores_sync(p_codes text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_departments text[];
begin
  select array_agg(a.name) into v_departments
    from portal.name_alias a
   where a.source = 'accurate' and a.canonical_name = any (p_codes)
     and not exists (select from core.dim_store d where d.store_code = a.canonical_name);
  insert into core.dim_store (store_code, name, branch, area)
  select s.store_code, s.name, s.branch, s.area from portal.store s where s.store_code = any (p_codes) order by s.store_code
  on conflict (store_code) do update set name = excluded.name, branch = excluded.branch, area = excluded.area
   where (core.dim_store.name, core.dim_store.branch, core.dim_store.area) is distinct from (excluded.name, excluded.branch, excluded.area);
  if v_departments is not null then
    perform core.departments_sync(v_departments);
  end if;
end;
$$;
comment on function core.stores_sync(text[]) is 'Brings dim_store up to date with portal.store for these codes, and moves the sales of departments that waited for a new shop. Internal.';
