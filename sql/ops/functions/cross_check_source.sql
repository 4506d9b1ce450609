-- Tolerance 0, on the same snapshot: stock as of the report's day, documents whose counter and time of change are those of the
-- pull. A document that has changed is no difference; stock that a changed document explains is none either.
create or replace function ops.cross_check_source(p_cross_check_id bigint)
returns table (check_key text, compared bigint, moved bigint, differences jsonb)
language sql stable
as $$
  with c as materialized (
    select x.*, b.load_ids, array(select h.load_id from raw.load_history h where b.load_sums ? h.load_id::text and h.entity = x.entity) as own_ids
      from ops.cross_checks x join ops.revision_bases b on b.work_item_id = x.work_item_id and b.revision_no = x.revision_no
     where x.id = p_cross_check_id
  ), answer as materialized (
    select a.n, a.x -> 'request' as request, a.x -> 'answer' as answer from c cross join lateral jsonb_array_elements(c.answers) with ordinality a (x, n)
  ), document as (
    select d.kind, d.source_id, d.nomor_invoice, d.tanggal, d.load_id, a.answer,
           coalesce((a.answer ->> 'gone')::boolean, false) or (a.answer -> 'rows' -> 0 ->> 'opt_lock')::bigint is distinct from d.opt_lock
             or a.answer -> 'rows' -> 0 ->> 'last_update' is distinct from d.last_update as has_moved
      from c
      join answer a on a.request ->> 'kind' in ('invoice', 'return') and a.request ->> 'place' is null
      join raw.sales_documents d on d.load_id = any (c.own_ids) and d.kind = a.request ->> 'kind' and d.source_id = (a.request ->> 'id')::bigint
  ), line as (
    select coalesce(s.nomor_invoice, m.nomor_invoice) as nomor_invoice, coalesce(s.kode, m.kode) as kode, m.pairs as ours, s.pairs as theirs, m.amount as our_amount, s.amount as their_amount
      from (
        select d.kind, d.source_id, d.nomor_invoice, btrim(x.kode_produk) as kode, sum(x.kuantitas) as pairs, sum(x.total_harga) as amount
          from document d cross join lateral jsonb_to_recordset(d.answer -> 'rows') as x (kode_produk text, kuantitas numeric, total_harga numeric)
         where not d.has_moved group by 1, 2, 3, 4) s
      full join (
        select d.kind, d.source_id, d.nomor_invoice, btrim(a.kode_produk) as kode, sum(a.kuantitas) as pairs, sum(a.total_harga) as amount
          from document d cross join c
          join raw.accurate_sales a on a.entity = c.entity and a.load_id = d.load_id and a.nomor_invoice = d.nomor_invoice and a.tanggal = d.tanggal
         where not d.has_moved group by 1, 2, 3, 4) m on m.kind = s.kind and m.source_id = s.source_id and m.kode = s.kode
  ), line_value as (
    select l.nomor_invoice, l.kode, t.* from line l
     cross join lateral (values ('pairs', 'pasang', coalesce(l.ours, 0), coalesce(l.theirs, 0)), ('amount', 'rupiah', coalesce(l.our_amount, 0), coalesce(l.their_amount, 0))) as t (field, label, reported, recomputed)
  ), stock as (
    select a.request ->> 'no' as kode, a.request ->> 'warehouse' as gudang, (a.answer ->> 'quantity')::numeric as theirs,
           coalesce((select sum(r.kuantitas) from raw.accurate_stock r where r.entity = c.entity and r.load_id = any (c.own_ids)
                        and r.kode_barang = a.request ->> 'no' and r.nama_gudang = a.request ->> 'warehouse'), 0) as ours,
           exists (
             select from answer d cross join lateral jsonb_array_elements(d.answer -> 'rows') x
              where d.request ->> 'place' = 'changed' and x ->> 'kode_produk' = a.request ->> 'no' and x ->> 'nama_gudang' = a.request ->> 'warehouse')
           -- A line that was taken out of a document stands in ours.
           or exists (
             select from answer d cross join lateral jsonb_array_elements(d.answer -> 'documents') x
               join raw.accurate_sales r on r.entity = c.entity and r.nomor_invoice = x ->> 'number'
              where d.request ->> 'kind' = 'changed' and r.kode_produk = a.request ->> 'no' and r.nama_gudang = a.request ->> 'warehouse')
           or exists (select from answer d where d.request ->> 'kind' = 'changed' and (d.answer ->> 'more')::boolean) as is_explained
      from c join answer a on a.request ->> 'kind' = 'stock' and a.answer ? 'quantity'
  ), ignored as (
    -- The answer does not name its warehouse. A source that gives each code the same number in every one has not heard which was meant.
    select count(*) >= 2 and bool_and(x.n > 1 and x.distinct_n = 1) and bool_or(x.most <> 0) as is_ignored
      from (select s.kode, count(*) as n, count(distinct s.theirs) as distinct_n, max(s.theirs) as most from stock s group by 1) x
  )
  select 'source_stock', count(*), count(*) filter (where s.theirs <> s.ours and (s.is_explained or i.is_ignored)),
         coalesce(jsonb_agg(ops.cross_check_difference(c.entity || ' ' || s.kode || ' ' || s.gudang, 'kuantitas', trim_scale(s.ours)::text, trim_scale(s.theirs)::text, 'muatan stok di raw', 'Accurate, per tanggal laporan',
             format('stok %s di %s (%s): data mentah %s, sumber %s%s.', s.kode, s.gudang, c.entity, ops.cross_check_plain(s.ours), ops.cross_check_plain(s.theirs),
               case when i.is_ignored then ' (sumber mengabaikan nama gudang)' when s.is_explained then ' (ada nota yang berubah sesudah ditarik)' else '' end), not (s.is_explained or i.is_ignored))
           order by s.is_explained, abs(s.ours - s.theirs) desc, s.kode collate "C", s.gudang collate "C") filter (where s.ours <> s.theirs), '[]')
    from c cross join stock s cross join ignored i
  union all
  select 'source_sales', count(*), (select count(*) from document d where d.has_moved),
         coalesce(jsonb_agg(ops.cross_check_difference(c.entity || ' ' || v.nomor_invoice || ' ' || v.kode, v.field, trim_scale(v.reported)::text, trim_scale(v.recomputed)::text, 'muatan penjualan di raw', 'Accurate, nota yang tidak berubah',
             format('nota %s (%s), %s: data mentah %s %s, sumber %s, padahal sumber menyebutnya tidak berubah.', v.nomor_invoice, c.entity, v.kode, ops.cross_check_plain(v.reported), v.label, ops.cross_check_plain(v.recomputed)))
           order by v.nomor_invoice collate "C", v.kode collate "C", v.field) filter (where v.reported <> v.recomputed), '[]')
    from c cross join line_value v
$$;
comment on function ops.cross_check_source(bigint) is 'What the source answered against raw, for the sample of a cross-check: how much was compared, how much has moved on at the source, what differs. Internal.';
