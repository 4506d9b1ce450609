-- Codes are dimension rows even when nobody mapped them: no fact is ever lost for want of a mapping. When a code moves
-- to another article its history moves with it, in the transaction that moved it.
create or replace function core.products_sync(p_codes text[], p_names text[] default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_mix text[];
  v_mapped boolean[];
  v_is_moved boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('core.sales', 0));
  perform pg_advisory_xact_lock(hashtextextended('core.stock', 0));

  with wanted as (
    select c.code, k.kode, coalesce(k.kode_mix, c.code) as kode_mix, k.kode_barang is not null as is_mapped,
           coalesce(upper(btrim(k.status)) = 'ACTIVE', false) as is_active, c.name
      from (select distinct on (u.code) u.code, u.name from unnest(p_codes, p_names) as u (code, name) order by u.code, u.name) c
      left join portal.kodemix k on k.kode_barang = c.code
  ), before as (
    select d.kode_barang, d.kode_mix, d.is_mapped from core.dim_product d join wanted w on w.code = d.kode_barang
  ), written as (
    insert into core.dim_product as d (kode_barang, kode, kode_mix, is_mapped, is_active, name)
    select w.code, w.kode, w.kode_mix, w.is_mapped, w.is_active, w.name from wanted w
    on conflict (kode_barang) do update
       set kode = excluded.kode, kode_mix = excluded.kode_mix, is_mapped = excluded.is_mapped, is_active = excluded.is_active,
           name = coalesce(excluded.name, d.name)
    returning d.kode_barang, d.kode_mix, d.is_mapped
  ), touched as (
    -- The articles that lose or win something, before and after.
    select b.kode_mix, b.is_mapped, false as is_moved from before b
    union
    select w.kode_mix, w.is_mapped, b.kode_barang is not null and (b.kode_mix, b.is_mapped) is distinct from (w.kode_mix, w.is_mapped)
      from written w left join before b on b.kode_barang = w.kode_barang
  )
  select array_agg(t.kode_mix), array_agg(t.is_mapped), bool_or(t.is_moved) into v_mix, v_mapped, v_is_moved
    from (select t.kode_mix, t.is_mapped, bool_or(t.is_moved) as is_moved from touched t group by 1, 2) t;

  if v_is_moved then
    perform core.articles_rebuild(v_mix, v_mapped);
  end if;
  perform core.articles_describe(v_mix, v_mapped);
end;
$$;
comment on function core.products_sync(text[], text[]) is 'Brings dim_product and dim_article up to date with portal.kodemix for these codes (names only for codes that nobody mapped) and moves the history of codes that changed their article. Internal.';
