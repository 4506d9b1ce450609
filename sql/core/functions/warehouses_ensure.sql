-- A name that nobody mapped gets a row of kind STORE: it counts, is listed, and is warned about at the load.
create or replace function core.warehouses_ensure(p_entity text, p_names text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into core.dim_warehouse (entity, name_key, nama_gudang, kind, loose, in_cover, store_id, is_mapped)
  select distinct on (lower(btrim(n.name))) p_entity, lower(btrim(n.name)), btrim(n.name),
         coalesce(w.kind, 'STORE'), coalesce(w.loose, false), coalesce(w.in_cover, true), s.store_id, w.entity is not null
    from unnest(p_names) as n (name)
    left join portal.warehouse w on w.entity = p_entity and lower(btrim(w.nama_gudang)) = lower(btrim(n.name))
    left join core.dim_store s on s.store_code = w.store_code
   where btrim(n.name) <> ''
   order by lower(btrim(n.name)), btrim(n.name) collate "C"
  on conflict (entity, name_key) do nothing;
end;
$$;
comment on function core.warehouses_ensure(text, text[]) is 'Makes dimension rows for warehouse names that are not known yet. Internal.';
