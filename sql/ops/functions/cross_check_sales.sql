create or replace function ops.cross_check_sales(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  with r as materialized (
    select v.figures, b.basis, n.load_ids, d.task_identifier as task, w.business_date as to_date,
           coalesce((v.figures ->> 'sales_from')::date, date_trunc('month', w.business_date::timestamp)::date) as from_date
      from ops.work_items w
      join ops.job_definitions d on d.key = w.definition_key
      join ops.work_item_revisions v on v.work_item_id = w.id and v.revision_no = p_revision_no
      join ops.revision_bases n on n.work_item_id = v.work_item_id and n.revision_no = v.revision_no
      join ops.report_bases b on b.basis_hash = n.basis_hash
     where w.id = p_work_item_id
  ), code as materialized (
    select c.key as kode, c.value as kode_mix from r cross join lateral jsonb_each_text(r.basis -> 'codes') c
  ), place as materialized (
    select w.key as name, w.value ->> 3 as store_code from r cross join lateral jsonb_each(r.basis -> 'warehouses') w where r.basis -> 'stores' ? (w.value ->> 3)
  ), store as materialized (
    -- Taken apart once: a look into the whole mapping for each line took a minute over 85,000 of them.
    select s.key as store_code, s.value as branch from r cross join lateral jsonb_each_text(r.basis -> 'stores') s
  ), department as materialized (
    select d.key as name, d.value as store_code from r cross join lateral jsonb_each_text(r.basis -> 'departments') d
  ), line as materialized (
    -- The shop is the warehouse's, else the department's.
    select l.*, coalesce(c.kode_mix, l.kode) as kode_mix, c.kode is not null as is_mapped,
           coalesce(s.branch, 'TANPA CABANG') as branch
      from r cross join lateral ops.cross_check_lines(r.load_ids, r.from_date, r.to_date) l
      left join code c on c.kode = l.kode
      left join place p on p.name = l.entity || ' ' || l.gudang
      left join department d on d.name = l.departemen
      left join store s on s.store_code = coalesce(p.store_code, d.store_code)
  ), article as (
    select l.kode_mix, l.is_mapped, sum(l.pairs_qty) as pairs, sum(l.total_amount) as amount from line l group by 1, 2
  ), branch as (
    select x.period, case when grouping(l.branch) = 0 then l.branch else 'semua' end as branch, count(distinct (l.entity, l.tanggal, l.nomor_invoice, l.kode)) as line_count,
           count(distinct (l.entity, l.nomor_invoice)) filter (where l.pairs_qty > 0) as transactions, sum(l.pairs_qty) as pairs, sum(l.total_amount) as amount,
           coalesce(sum(l.total_amount) filter (where l.pairs_qty >= 0), 0) as gross, coalesce(-sum(l.total_amount) filter (where l.pairs_qty < 0), 0) as returned
      from r cross join (values ('hari'), ('bulan')) as x (period)
      join line l on x.period = 'bulan' or l.tanggal = r.to_date
     where r.task = 'report/daily_sales'
     group by grouping sets ((x.period, l.branch), (x.period))
  ), value as (
    select 'artikel ' || coalesce(f.kode_mix, a.kode_mix) as subject, t.place, t.field, t.label, t.is_pairs, coalesce(t.reported, 0) as reported, coalesce(t.recomputed, 0) as recomputed
      from (select x.*, r.task from r cross join lateral jsonb_to_recordset(r.figures -> 'rows')
              as x (kode_mix text, is_mapped boolean, sold_window numeric, pairs_qty numeric, revenue_amount numeric) where r.task <> 'report/daily_sales') f
      full join (select a.*, r.task from article a cross join r where r.task <> 'report/daily_sales') a on a.kode_mix = f.kode_mix and a.is_mapped = f.is_mapped
     cross join lateral (
       values (1, 'sold_window', 'terjual', true, f.sold_window, a.pairs, 'report/control_stock'), (1, 'pairs_qty', 'terjual', true, f.pairs_qty, a.pairs, 'report/product_performance'),
              (2, 'revenue_amount', 'pendapatan', false, f.revenue_amount, a.amount, 'report/product_performance')) as t (place, field, label, is_pairs, reported, recomputed, task)
     where t.task = coalesce(f.task, a.task)
    union all
    select coalesce(f.period, b.period) || ' ' || coalesce(f.branch, b.branch), t.place, t.field, t.label, t.field = 'pairs_qty' and coalesce(f.branch, b.branch) = 'semua' and coalesce(f.period, b.period) = 'hari',
           coalesce(t.reported, 0), coalesce(t.recomputed, 0)
      from (select x.period, coalesce(x.branch, 'semua') as branch, x.line_count, x.transaction_count, x.pairs_qty, x.sales_amount, x.gross_amount, x.return_amount
              from r cross join lateral jsonb_to_recordset(r.figures -> 'rows')
              as x (period text, branch text, line_count numeric, transaction_count numeric, pairs_qty numeric, sales_amount numeric, gross_amount numeric, return_amount numeric)
             where r.task = 'report/daily_sales') f
      full join branch b on b.period = f.period and b.branch = f.branch
     cross join lateral (
       values (1, 'pairs_qty', 'terjual', f.pairs_qty, b.pairs), (2, 'sales_amount', 'penjualan', f.sales_amount, b.amount), (3, 'line_count', 'baris', f.line_count, b.line_count::numeric),
              (4, 'transaction_count', 'transaksi', f.transaction_count, b.transactions::numeric), (5, 'gross_amount', 'penjualan kotor', f.gross_amount, b.gross),
              (6, 'return_amount', 'retur', f.return_amount, b.returned)) as t (place, field, label, reported, recomputed)
  )
  select jsonb_build_object('compared', count(*), 'pairs', coalesce(sum(abs(v.recomputed)) filter (where v.is_pairs), 0),
           'differing_pairs', coalesce(sum(abs(v.reported - v.recomputed)) filter (where v.is_pairs), 0),
           'differences', coalesce(jsonb_agg(ops.cross_check_difference(v.subject, v.field, trim_scale(v.reported)::text, trim_scale(v.recomputed)::text, 'laporan beku', 'muatan penjualan di raw',
               format('%s %s: laporan %s, data mentah %s.', v.label, v.subject, ops.cross_check_plain(v.reported), ops.cross_check_plain(v.recomputed)))
             order by v.place, abs(v.reported - v.recomputed) desc, v.subject collate "C") filter (where v.reported <> v.recomputed), '[]'))
    from value v
$$;
comment on function ops.cross_check_sales(bigint, integer) is 'Check sales: what a frozen report says was sold (pairs, rupiah, transactions), worked out from the lines of raw that counted when it was frozen. Internal.';
