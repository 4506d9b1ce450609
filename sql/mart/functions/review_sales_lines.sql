-- The two owners of 0018 of docs/adr, asked of raw itself: of a day the newest accepted load that covers it, of an invoice the
-- newest that holds it. Nothing of core stands behind it, so it finds what went wrong on the way there.
create or replace function mart.review_sales_lines(p_from date, p_to date)
returns table (entity text, tanggal date, nomor_invoice text, kode_mix text, is_mapped boolean, pairs_qty numeric, total_amount numeric)
language sql stable
as $$
  with owner as materialized (
    select e.entity, d.day::date as tanggal, h.load_id, h.snapshot_date
      from unnest('{DDD,MBB,UBB}'::text[]) as e (entity)
     cross join generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as d (day)
     cross join lateral (
       select x.load_id, x.snapshot_date from raw.load_history x
        where x.kind = 'sales' and x.entity = e.entity and x.status = 'accepted' and d.day::date between x.covers_from and x.covers_to
        order by x.snapshot_date desc limit 1) h
  ), line as materialized (
    select a.entity, a.tanggal, a.nomor_invoice, a.load_id, a.load_batch_id, a.snapshot_date, btrim(a.kode_produk) as kode,
           a.kuantitas, coalesce(a.total_harga, 0) as total
      from owner o
      join raw.accurate_sales a on a.entity = o.entity and a.snapshot_date = o.snapshot_date and a.tanggal = o.tanggal and a.load_id = o.load_id
  ), moved as materialized (
    -- Invoices that a newer load, or a later pull within the same one, holds on another day.
    select distinct l.entity, l.nomor_invoice, l.load_id, l.load_batch_id
      from (select distinct x.entity, x.nomor_invoice, x.load_id, x.load_batch_id, x.snapshot_date, x.tanggal from line x) l
      -- offset 0: by its number alone, which is one probe; what else is asked would bring in two more indexes for each invoice.
     cross join lateral (
       select a.id, a.tanggal, a.snapshot_date, a.load_id, a.load_batch_id from raw.accurate_sales a
        where a.entity = l.entity and a.nomor_invoice = l.nomor_invoice offset 0) n
      join raw.load_history h on h.load_id = n.load_id and h.status = 'accepted'
     where n.tanggal <> l.tanggal and (n.snapshot_date > l.snapshot_date or n.load_id = l.load_id and n.load_batch_id <> l.load_batch_id)
       and (n.snapshot_date > l.snapshot_date
        or n.id > (select max(o.id) from raw.accurate_sales o
                    where o.entity = l.entity and o.nomor_invoice = l.nomor_invoice and o.load_id = l.load_id and o.load_batch_id = l.load_batch_id))
  )
  select l.entity, l.tanggal, l.nomor_invoice, coalesce(k.kode_mix, l.kode), k.kode_barang is not null, l.kuantitas, l.total
    from line l
    left join portal.kodemix k on k.kode_barang = l.kode
   where not exists (
     select from moved m where (m.entity, m.nomor_invoice, m.load_id, m.load_batch_id) = (l.entity, l.nomor_invoice, l.load_id, l.load_batch_id))
$$;
comment on function mart.review_sales_lines(date, date) is 'The sales lines of raw that count on these days, with their article by portal.kodemix: what a review holds a frozen report against. Internal.';
