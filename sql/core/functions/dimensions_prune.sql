-- A code or warehouse that only a refused load ever named is no code or warehouse of ours: lists of what nobody mapped
-- would show it for ever.
create or replace function core.dimensions_prune(p_entity text, p_codes text[], p_warehouses text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_gone text[];
begin
  with gone as (
    delete from core.dim_product d
     where d.kode_barang = any (p_codes) and not d.is_mapped
       and not exists (select from core.fact_sales f where f.kode_barang = d.kode_barang)
       and not exists (select from core.fact_stock f where f.kode_barang = d.kode_barang)
       and not exists (select from core.agg_stock_code a where a.kode_barang = d.kode_barang)
    returning d.kode_mix
  )
  select array_agg(g.kode_mix) into v_gone from gone g;
  if v_gone is not null then
    perform core.articles_describe(v_gone, array_fill(false, array[array_length(v_gone, 1)]));
  end if;
  delete from core.dim_warehouse d
   where d.entity = p_entity and d.name_key = any (select lower(btrim(n)) from unnest(p_warehouses) as n) and not d.is_mapped
     and not exists (select from core.fact_sales f where f.warehouse_id = d.warehouse_id)
     and not exists (select from core.fact_stock f where f.warehouse_id = d.warehouse_id);
end;
$$;
comment on function core.dimensions_prune(text, text[], text[]) is 'Removes those of these unmapped codes and warehouses that no fact names any more. Internal.';
