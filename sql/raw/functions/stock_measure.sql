create or replace function raw.stock_measure(p_load_id bigint)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  return (
    with codes as (
      select btrim(s.kode_barang) as code, count(*) as n, min(s.nama_barang) as name
        from raw.staging_stock s
       where s.load_id = p_load_id
       group by 1
    ), unmapped as (
      select c.code, c.n from codes c
       where c.code <> '' and not exists (select from portal.kodemix k where k.kode_barang = c.code)
    ), warehouses as (
      select distinct btrim(s.nama_gudang) as name
        from raw.staging_stock s
       where s.load_id = p_load_id and btrim(s.nama_gudang) <> ''
    ), unknown as (
      select w.name from warehouses w
       where not exists (
         select from portal.warehouse p where p.entity = v_load.entity and lower(btrim(p.nama_gudang)) = lower(w.name))
    ), repeated as (
      select coalesce(sum(g.n - 1), 0) as n
        from (select count(*) as n from raw.staging_stock s where s.load_id = p_load_id
               group by s.source_id, s.kode_barang, s.nama_gudang, s.kuantitas having count(*) > 1) g
    ), rows as (
      select count(*) as n,
             count(*) filter (where s.kode_barang is null or btrim(s.kode_barang) = '' or s.nama_gudang is null or btrim(s.nama_gudang) = '' or s.kuantitas is null) as key_nulls,
             0 as out_of_range,
             count(*) filter (where s.kuantitas < 0) as negative,
             coalesce(sum(s.kuantitas), 0) as quantity,
             count(s.unit_price) as priced,
             count(*) filter (where s.unit_price = 0) as zero_price
        from raw.staging_stock s
       where s.load_id = p_load_id
    )
    select jsonb_build_object(
      'rows', r.n, 'key_nulls', r.key_nulls, 'out_of_range', r.out_of_range, 'negative_rows', r.negative, 'quantity', r.quantity,
      'priced_rows', r.priced, 'zero_price_rows', r.zero_price, 'repeated_rows', (select p.n from repeated p),
      'unmapped_rows', (select coalesce(sum(u.n), 0) from unmapped u),
      'unmapped_share', (select coalesce(sum(u.n), 0) from unmapped u) / greatest(r.n, 1)::numeric,
      'unmapped_codes', (select count(*) from unmapped),
      'unmapped_examples', (select coalesce(string_agg(x.code, ', '), '–') from (select u.code from unmapped u order by u.n desc, u.code collate "C" limit 5) x),
      'unknown_warehouses', (select count(*) from unknown),
      'warehouse_examples', (select coalesce(string_agg(x.name, ', '), '–') from (select u.name from unknown u order by u.name collate "C" limit 5) x),
      'broken_texts', (select jsonb_agg(b.text order by b.text collate "C") from raw.texts_broken(
        (select array_agg(c.code) || array_agg(c.name) from codes c) || (select array_agg(w.name) from warehouses w)) as b (text)))
      from rows r
  );
end;
$$;
comment on function raw.stock_measure(bigint) is 'Counts what the checks of a staged stock load need. Internal.';
