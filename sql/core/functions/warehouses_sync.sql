-- A changed kind, shop or cover of a warehouse moves its whole history, in the transaction that changed it.
create or replace function core.warehouses_sync(p_entity text, p_names text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_changed integer[];
  v_articles_mix text[];
  v_articles_mapped boolean[];
begin
  perform pg_advisory_xact_lock(hashtextextended('core.sales', 0));
  perform pg_advisory_xact_lock(hashtextextended('core.stock', 0));
  perform core.warehouses_ensure(p_entity, p_names);

  with wanted as (
    select d.warehouse_id, coalesce(w.kind, 'STORE') as kind, coalesce(w.loose, false) as loose, coalesce(w.in_cover, true) as in_cover,
           s.store_id, w.entity is not null as is_mapped
      from core.dim_warehouse d
      left join portal.warehouse w on w.entity = d.entity and lower(btrim(w.nama_gudang)) = d.name_key
      left join core.dim_store s on s.store_code = w.store_code
     where d.entity = p_entity and d.name_key = any (select lower(btrim(n)) from unnest(p_names) n)
  ), written as (
    update core.dim_warehouse d
       set kind = w.kind, loose = w.loose, in_cover = w.in_cover, store_id = w.store_id, is_mapped = w.is_mapped
      from wanted w
     where d.warehouse_id = w.warehouse_id
       and (d.kind, d.loose, d.in_cover, d.store_id, d.is_mapped) is distinct from (w.kind, w.loose, w.in_cover, w.store_id, w.is_mapped)
    returning d.warehouse_id
  )
  select array_agg(w.warehouse_id) into v_changed from written w;
  if v_changed is null then
    return;
  end if;

  perform core.stock_aggregate(p_entity, (
    select array_agg(distinct f.snapshot_date) from core.fact_stock f where f.warehouse_id = any (v_changed)));

  update core.fact_sales f
     set store_id = coalesce(d.store_id, core.store_of_department(f.nama_departemen))
    from core.dim_warehouse d
   where d.warehouse_id = f.warehouse_id and d.warehouse_id = any (v_changed)
     and f.store_id <> coalesce(d.store_id, core.store_of_department(f.nama_departemen));
  if found then
    select array_agg(x.kode_mix), array_agg(x.is_mapped) into v_articles_mix, v_articles_mapped
      from (select distinct p.kode_mix, p.is_mapped from core.fact_sales f join core.dim_product p on p.kode_barang = f.kode_barang
             where f.warehouse_id = any (v_changed)) x;
    perform core.articles_rebuild(v_articles_mix, v_articles_mapped);
  end if;
end;
$$;
comment on function core.warehouses_sync(text, text[]) is 'Brings dim_warehouse up to date with portal.warehouse for these names and moves stock and sales that hang on them. Internal.';
