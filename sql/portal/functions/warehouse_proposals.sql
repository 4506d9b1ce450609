-- Names come from the facts and from quarantined loads: the first pull is often stopped by the very mapping that is missing.
-- A shop is recognised by its code or its name in the warehouse's name, the longest first (Toko Melati 1 is not Toko Melati 12).
create or replace function portal.warehouse_proposals()
returns table (entity text, nama_gudang text, kind text, store_code text, loose boolean, in_cover boolean, note text, pairs numeric, why text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with seen as (
    select d.entity, d.nama_gudang, coalesce(f.pairs, 0) as pairs
      from core.dim_warehouse d
      left join (
        select a.entity, lower(btrim(a.nama_gudang)) as name_key, sum(a.kuantitas) as pairs
          from raw.accurate_stock a
          join (select s.entity, max(s.snapshot_date) as snapshot_date from core.stock_days s group by s.entity) n
            on n.entity = a.entity and n.snapshot_date = a.snapshot_date
         group by 1, 2) f on f.entity = d.entity and f.name_key = d.name_key
    union all
    select h.entity, btrim(s.nama_gudang), sum(s.kuantitas)
      from raw.load_history h
      join raw.staging_stock s on s.load_id = h.load_id
     where h.status = 'quarantined' and btrim(s.nama_gudang) <> ''
     group by 1, 2
  ), unknown as (
    select s.entity, min(s.nama_gudang collate "C") as nama_gudang, lower(btrim(s.nama_gudang)) as name_key, max(s.pairs) as pairs
      from seen s
     where not exists (
       select from portal.warehouse w where w.entity = s.entity and lower(btrim(w.nama_gudang)) = lower(btrim(s.nama_gudang)))
     group by 1, 3
  )
  select u.entity, u.nama_gudang,
         coalesce(p.kind, 'STORE'), case when coalesce(p.kind, 'STORE') = 'STORE' then t.store_code end,
         coalesce(p.loose, false), coalesce(p.in_cover, true), null::text, u.pairs,
         case when t.store_code is not null and coalesce(p.kind, 'STORE') = 'STORE' then format('its name holds shop %s (%s)', t.store_code, t.name)
              when p.word is not null then format('its name holds the word "%s"', p.word)
              else 'nothing in its name is known: look at it' end
    from unknown u
    left join lateral (
      select s.store_code, s.name
        from portal.store s
       where regexp_replace(u.name_key, '[^a-z0-9]+', ' ', 'g') || ' ' like '%' || regexp_replace(lower(s.name), '[^a-z0-9]+', ' ', 'g') || ' %'
          or ' ' || regexp_replace(u.name_key, '[^a-z0-9]+', ' ', 'g') || ' ' like '% ' || regexp_replace(lower(s.store_code), '[^a-z0-9]+', ' ', 'g') || ' %'
       order by length(s.name) desc, s.store_code collate "C"
       limit 1) t on true
    left join lateral (
      select w.word, w.kind, w.loose, w.in_cover
        from portal.warehouse_patterns w
       where w.word = any (regexp_split_to_array(u.name_key, '[^a-z0-9]+'))
       order by w.rank, w.word collate "C"
       limit 1) p on true
   order by u.entity collate "C", u.pairs desc, u.nama_gudang collate "C"
$$;
comment on function portal.warehouse_proposals() is 'Warehouses that a source named and nobody mapped, with a proposed kind and shop, the pairs they hold and why it is proposed so. A person decides.';
