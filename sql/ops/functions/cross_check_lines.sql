-- Written for the cross-check alone, from 0018 of docs/adr: of a day the newest of the given loads that covers it, of an
-- invoice the newest that holds it. What a later load of the same snapshot displaced is read where it is kept.
create or replace function ops.cross_check_lines(p_load_ids bigint[], p_from date, p_to date)
returns table (entity text, tanggal date, nomor_invoice text, kode text, gudang text, departemen text, pairs_qty numeric, total_amount numeric)
language sql stable
set work_mem = '64MB'
-- Nobody knows how many rows a list of loads has. Guessed as one, they were joined in a loop: 19 s over 40,000 lines.
set enable_nestloop = off
as $$
  with load as materialized (
    -- What lies outside of these days matters only where it can overrule what lies inside: in a load that is newer than another
    -- one, or that took days over from one of its own date. A history of years, the oldest of all, is not read.
    select h.load_id, h.entity, h.snapshot_date, h.covers_from, h.covers_to,
           h.snapshot_date > min(h.snapshot_date) over (partition by h.entity)
             or exists (select from raw.load_history x where x.superseded_by = h.load_id) as is_whole
      from raw.load_history h where h.load_id = any (p_load_ids) and h.kind = 'sales'
  ), held as materialized (
    select a.id, a.entity, a.tanggal, a.nomor_invoice, a.kode_produk, a.nama_gudang, a.nama_departemen, a.kuantitas, a.total_harga, a.load_id, a.load_batch_id
      from raw.accurate_sales a
     where a.load_id = any (p_load_ids) and (a.tanggal between p_from and p_to or a.load_id = any (array(select l.load_id from load l where l.is_whole)))
    union all
    select k.id, k.entity, k.tanggal, k.nomor_invoice, k.kode_produk, k.nama_gudang, k.nama_departemen, k.kuantitas, k.total_harga, k.load_id, k.load_batch_id
      from raw.superseded_sales k
     where k.load_id = any (p_load_ids) and (k.tanggal between p_from and p_to or k.load_id = any (array(select l.load_id from load l where l.is_whole)))
  ), pull as (
    -- One invoice in one pull: the snapshot decides, then the load, then which of two pulls in one load came later.
    select h.*, l.snapshot_date, max(h.id) over (partition by h.entity, h.nomor_invoice collate "C", h.load_id, h.load_batch_id) as newest_id
      from held h join load l on l.load_id = h.load_id
  ), ranked as (
    select p.*, dense_rank() over (partition by p.entity, p.nomor_invoice collate "C" order by p.snapshot_date desc, p.load_id desc, p.newest_id desc) as place from pull p
  ), owner as (
    select distinct on (l.entity, d.day) l.entity, d.day::date as tanggal, l.load_id
      from load l
     cross join lateral generate_series(greatest(l.covers_from, p_from)::timestamp, least(l.covers_to, p_to)::timestamp, interval '1 day') as d (day)
     order by l.entity, d.day, l.snapshot_date desc, l.load_id desc
  )
  select h.entity, h.tanggal, h.nomor_invoice, btrim(h.kode_produk), lower(btrim(h.nama_gudang)), lower(btrim(h.nama_departemen)), h.kuantitas, coalesce(h.total_harga, 0)
    from ranked h
    join owner o on (o.entity, o.tanggal, o.load_id) = (h.entity, h.tanggal, h.load_id)
   where h.place = 1
$$;
comment on function ops.cross_check_lines(bigint[], date, date) is 'The sales lines of raw that count on these days when only these loads are there. Reads neither core nor mart. Internal.';
