create or replace function core.departments_sync(p_names text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_mix text[];
  v_mapped boolean[];
begin
  perform pg_advisory_xact_lock(hashtextextended('core.sales', 0));
  perform pg_advisory_xact_lock(hashtextextended('core.stock', 0));
  with moved as (
    update core.fact_sales f
       set store_id = core.store_of_department(f.nama_departemen)
     where lower(btrim(f.nama_departemen)) = any (select lower(btrim(n)) from unnest(p_names) n)
       and not exists (select from core.dim_warehouse d where d.warehouse_id = f.warehouse_id and d.store_id is not null)
       and f.store_id <> core.store_of_department(f.nama_departemen)
    returning f.kode_barang
  )
  select array_agg(x.kode_mix), array_agg(x.is_mapped) into v_mix, v_mapped
    from (select distinct p.kode_mix, p.is_mapped from moved m join core.dim_product p on p.kode_barang = m.kode_barang) x;
  if v_mix is not null then
    perform core.articles_rebuild(v_mix, v_mapped);
  end if;
end;
$$;
comment on function core.departments_sync(text[]) is 'Moves the sales of these departments to the shop that portal.name_alias names now. Internal.';
