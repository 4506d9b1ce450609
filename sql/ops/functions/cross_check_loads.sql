-- What lies in raw against what was counted when the report was frozen, and each document against what the source's list and
-- the pull said of it. A row that lies on a day which its load does not speak for does not count. A load that a person took back
-- has no rows any more, and its own trace.
create or replace function ops.cross_check_loads(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  with load as materialized (
    select h.*, (s.value ->> 0)::bigint as rows_then, (s.value ->> 1)::numeric as pairs_then,
           coalesce(case h.kind when 'stock' then 'stok ' else 'penjualan ' end) || h.entity || ' ' || mart.date_text(h.snapshot_date) || ' (muatan ' || h.load_id || ')' as label
      from ops.revision_bases b
     cross join lateral jsonb_each(b.load_sums) s
      join raw.load_history h on h.load_id = s.key::bigint
     where b.work_item_id = p_work_item_id and b.revision_no = p_revision_no
       and not (h.status = 'superseded' and h.superseded_by is null)
       -- What retention may have thinned out is no evidence.
       and h.snapshot_date >= (select util.local_date(util.now() - coalesce(k.keep, k.default_keep)) from ops.retention_rules k where k.key = 'raw.accurate_' || h.kind)
  ), counted as (
    select l.label, l.rows_loaded, l.rows_then, l.pairs_then, x.rows_now, x.pairs_now
      from load l
     cross join lateral (
       select count(*) as rows_now, coalesce(sum(a.kuantitas), 0) as pairs_now
         from (select r.kuantitas from raw.accurate_stock r where l.kind = 'stock' and r.entity = l.entity and r.load_id = l.load_id and r.snapshot_date = l.snapshot_date
               union all
               select k.kuantitas from raw.superseded_stock k where l.kind = 'stock' and k.load_id = l.load_id and k.snapshot_date = l.snapshot_date
               union all
               select r.kuantitas from raw.accurate_sales r where l.kind = 'sales' and r.entity = l.entity and r.load_id = l.load_id and r.snapshot_date = l.snapshot_date and r.tanggal between l.covers_from and l.covers_to
               union all
               select k.kuantitas from raw.superseded_sales k where l.kind = 'sales' and k.load_id = l.load_id and k.snapshot_date = l.snapshot_date) a
     ) x
  ), document as (
    select l.entity || ' ' || d.nomor_invoice as invoice, d.line_count, d.pairs_qty, d.total_amount, coalesce(x.n, 0) as n, coalesce(x.pairs, 0) as pairs, coalesce(x.amount, 0) as amount
      from load l
      join raw.sales_documents d on d.load_id = l.load_id and d.line_count is not null
      left join (
        select a.load_id, a.tanggal, a.nomor_invoice, count(*) as n, sum(a.kuantitas) as pairs, sum(a.total_harga) as amount
          from raw.accurate_sales a where a.load_id in (select l.load_id from load l) group by 1, 2, 3
      ) x on x.load_id = l.load_id and x.tanggal = d.tanggal and x.nomor_invoice = d.nomor_invoice
     where l.status = 'accepted' and l.kind = 'sales'
    union all
    -- An invoice that no document of its pull names was not delivered by it.
    select x.entity || ' ' || x.nomor_invoice, 0, 0, 0, x.n, x.pairs, x.amount
      from (
        select l.load_id, a.entity, a.tanggal, a.nomor_invoice, count(*) as n, sum(a.kuantitas) as pairs, sum(a.total_harga) as amount
          from load l
          join raw.accurate_sales a on a.entity = l.entity and a.load_id = l.load_id
         where l.status = 'accepted' and l.kind = 'sales' and exists (select from raw.sales_documents d where d.load_id = l.load_id)
         group by 1, 2, 3, 4) x
     where not exists (select from raw.sales_documents d where d.load_id = x.load_id and d.nomor_invoice = x.nomor_invoice and d.tanggal = x.tanggal)
  ), value as (
    select 1 as place, c.label as subject, t.field, t.label, t.reported, t.recomputed from counted c
     cross join lateral (values ('rows', 'baris', c.rows_now::numeric, c.rows_then::numeric), ('pairs', 'pasang', c.pairs_now, c.pairs_then),
                                ('rows_loaded', 'baris', c.rows_now::numeric, c.rows_loaded::numeric)) as t (field, label, reported, recomputed)
    union all
    select 2, 'nota ' || d.invoice, t.* from document d
     cross join lateral (values ('rows', 'baris', d.n::numeric, d.line_count::numeric), ('pairs', 'pasang', d.pairs, d.pairs_qty), ('amount', 'rupiah', d.amount, d.total_amount)) as t (field, label, reported, recomputed)
  )
  select jsonb_build_object('compared', count(*), 'differences', coalesce(jsonb_agg(ops.cross_check_difference(v.subject, v.field, trim_scale(v.reported)::text, trim_scale(v.recomputed)::text,
               'data mentah (raw)', case when v.field = 'rows_loaded' then 'hitungan saat muatan diterima' when v.place = 1 then 'hitungan saat laporan dibekukan' else 'catatan saat nota diterima' end,
               format('%s: sekarang %s %s di data mentah, sebelumnya %s.', v.subject, ops.cross_check_plain(v.reported), v.label, ops.cross_check_plain(v.recomputed)))
             order by v.place, v.subject collate "C", v.field) filter (where v.reported is distinct from v.recomputed), '[]'))
    from value v
$$;
comment on function ops.cross_check_loads(bigint, integer) is 'Check loads: rows and pairs of the loads of the report''s day, and each of their documents, as they were noted. Internal.';
