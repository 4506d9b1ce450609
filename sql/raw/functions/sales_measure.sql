create or replace function raw.sales_measure(p_load_id bigint)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  return (
    with codes as (
      select btrim(s.kode_produk) as code, count(*) as n, min(s.nama_barang) as name
        from raw.staging_sales s
       where s.load_id = p_load_id
       group by 1
    ), unmapped as (
      select c.code, c.n, not exists (select from core.dim_product d where d.kode_barang = c.code) as is_new from codes c
       where c.code <> '' and not exists (select from portal.kodemix k where k.kode_barang = c.code)
    ), warehouses as (
      select distinct btrim(s.nama_gudang) as name
        from raw.staging_sales s
       where s.load_id = p_load_id and btrim(s.nama_gudang) <> ''
    ), unknown as (
      select w.name from warehouses w
       where not exists (
         select from portal.warehouse p where p.entity = v_load.entity and lower(btrim(p.nama_gudang)) = lower(w.name))
    ), lines as (
      select s.nomor_invoice, count(*) as n
        from raw.staging_sales s
       where s.load_id = p_load_id
       group by s.nomor_invoice, s.kode_produk, s.tanggal, s.kuantitas, s.total_harga, s.nama_gudang
    ), documents as (
      select count(*) as n, sum(x.repeated) as repeated_rows,
             count(*) filter (where x.lines >= 2 and x.fewest >= 2) as repeated
        from (select count(*) as lines, min(l.n) as fewest, sum(l.n - 1) as repeated from lines l group by l.nomor_invoice) x
    ), rows as (
      select count(*) as n,
             count(*) filter (where s.kode_produk is null or btrim(s.kode_produk) = '' or s.nomor_invoice is null or btrim(s.nomor_invoice) = '' or s.tanggal is null or s.kuantitas is null) as key_nulls,
             count(*) filter (where s.tanggal not between v_load.covers_from and v_load.covers_to) as out_of_range,
             count(*) filter (where s.kuantitas < 0) as negative,
             count(s.total_harga) as priced,
             count(*) filter (where s.total_harga = 0) as zero_price,
             count(*) filter (where s.kuantitas > 0) as sold_rows,
             sum(s.kuantitas) filter (where s.kuantitas > 0) as sold_pairs,
             sum(s.kuantitas) filter (where s.kuantitas > 0 and s.total_harga > 0) as paid_pairs,
             sum(s.total_harga) filter (where s.kuantitas > 0 and s.total_harga > 0) as paid_amount,
             count(*) filter (where s.tanggal = v_load.snapshot_date) as day_rows,
             coalesce(sum(s.kuantitas) filter (where s.tanggal = v_load.snapshot_date), 0) as day_quantity
        from raw.staging_sales s
       where s.load_id = p_load_id
    )
    select jsonb_build_object(
      'rows', r.n, 'key_nulls', r.key_nulls, 'out_of_range', r.out_of_range, 'negative_rows', r.negative,
      'priced_rows', r.priced, 'zero_price_rows', r.zero_price, 'sold_rows', r.sold_rows,
      'pairs_per_line', r.sold_pairs / nullif(r.sold_rows, 0), 'price', r.paid_amount / nullif(r.paid_pairs, 0),
      'day_rows', r.day_rows, 'day_quantity', r.day_quantity,
      'documents', d.n, 'repeated_documents', d.repeated, 'repeated_rows', coalesce(d.repeated_rows, 0),
      'unmapped_rows', (select coalesce(sum(u.n), 0) from unmapped u),
      'new_rows', (select coalesce(sum(u.n), 0) from unmapped u where u.is_new),
      'unmapped_share', (select coalesce(sum(u.n), 0) from unmapped u) / greatest(r.n, 1)::numeric,
      'unmapped_codes', (select count(*) from unmapped),
      'unmapped_examples', (select coalesce(string_agg(x.code, ', '), '–') from (select u.code from unmapped u order by u.n desc, u.code collate "C" limit 5) x),
      'unknown_warehouses', (select count(*) from unknown),
      'warehouse_examples', (select coalesce(string_agg(x.name, ', '), '–') from (select u.name from unknown u order by u.name collate "C" limit 5) x),
      'broken_texts', (select jsonb_agg(b.text order by b.text collate "C") from raw.texts_broken(
        (select array_agg(c.code) || array_agg(c.name) from codes c) || (select array_agg(w.name) from warehouses w)) as b (text)))
      from rows r, documents d
  );
end;
$$;
comment on function raw.sales_measure(bigint) is 'Counts what the checks of a staged sales load need. Internal.';
