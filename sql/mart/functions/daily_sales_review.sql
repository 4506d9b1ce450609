create or replace function mart.daily_sales_review(p_check text, p_business_date date, p_figures jsonb, p_result jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language plpgsql stable
as $$
begin
  if p_check = 'rows' then
    return query select k.* from mart.review_keys('baris cabang',
      array(select (x ->> 'period') || ' ' || coalesce(x ->> 'branch', 'semua') from jsonb_array_elements(p_figures -> 'rows') x),
      array(select s.period || ' ' || coalesce(s.branch, 'semua') from mart.daily_sales(p_business_date) s)) k;
    return;
  end if;
  if p_check = 'totals' then
    return query
      with r as materialized (
        select x.* from jsonb_to_recordset(p_figures -> 'rows') as x (period text, branch text, pairs_qty numeric, gross_amount numeric, return_amount numeric, sales_amount numeric, line_count numeric)
      )
      select t.*
        from r
       cross join lateral (
         values ('baris', r.line_count, (select sum(b.line_count) from r b where b.period = r.period and b.branch is not null)),
                ('pasang', r.pairs_qty, (select sum(b.pairs_qty) from r b where b.period = r.period and b.branch is not null)),
                ('penjualan', r.sales_amount, (select sum(b.sales_amount) from r b where b.period = r.period and b.branch is not null))
       ) as w (label, total, parts)
       cross join lateral mart.review_totals(format('%s (%s)', w.label, r.period), w.total, coalesce(w.parts, 0)) t
       where r.branch is null
      union all
      select t.* from r cross join lateral mart.review_totals(format('penjualan bersih %s (%s)', coalesce(r.branch, 'semua'), r.period), r.sales_amount, r.gross_amount - r.return_amount) t;
  elsif p_check = 'sales' then
    return query
      with l as materialized (
        select s.tanggal, s.pairs_qty, s.total_amount from mart.review_sales_lines(date_trunc('month', p_business_date::timestamp)::date, p_business_date) s
      )
      select true, format('%s (%s) di laporan %s, menurut data mentah %s.', w.label, x.period, mart.number_text(w.frozen), mart.number_text(w.raw)), w.frozen::text, w.raw::text
        from jsonb_to_recordset(p_figures -> 'rows') as x (period text, branch text, pairs_qty numeric, sales_amount numeric)
       cross join lateral (
         select coalesce(sum(l.pairs_qty), 0) as pairs, coalesce(sum(l.total_amount), 0) as amount from l where x.period = 'bulan' or l.tanggal = p_business_date
       ) t
       cross join lateral (values (1, 'pasang', x.pairs_qty, t.pairs), (2, 'penjualan', x.sales_amount, t.amount)) as w (place, label, frozen, raw)
       where x.branch is null and w.frozen is distinct from w.raw
       order by x.period desc, w.place;
  elsif p_check = 'text' then
    return query
      select k.*
        from jsonb_to_recordset(p_figures -> 'rows') as x (period text, branch text, transaction_count numeric, sales_amount numeric, average_amount numeric, target_amount numeric, achievement_pct numeric)
        join jsonb_to_recordset(p_figures -> 'rows') as m (period text, branch text, sales_amount numeric) on m.period = 'bulan' and m.branch is null
       cross join lateral mart.review_key_figures(p_result, jsonb_build_object(
         'Transaksi', mart.number_text(x.transaction_count) || ' nota',
         'Penjualan', mart.rupiah_text(x.sales_amount),
         'Rata-rata per transaksi', coalesce(mart.rupiah_text(x.average_amount), '–'),
         'Target hari', coalesce(mart.rupiah_text(x.target_amount), '–'),
         'Pencapaian', coalesce(mart.number_text(x.achievement_pct, 1) || ' %', '–'),
         'Bulan berjalan', mart.rupiah_text(m.sales_amount))) k
       where x.period = 'hari' and x.branch is null
      union all
      select true, format('judul tidak menyebut %s.', mart.rupiah_text(x.sales_amount)), p_result ->> 'subject', mart.rupiah_text(x.sales_amount)
        from jsonb_to_recordset(p_figures -> 'rows') as x (period text, branch text, sales_amount numeric)
       where x.period = 'hari' and x.branch is null and position(mart.rupiah_text(x.sales_amount) in p_result ->> 'subject') = 0;
  else
    raise exception 'the daily sales report has no check %', p_check using errcode = 'MD401';
  end if;
end;
$$;
comment on function mart.daily_sales_review(text, date, jsonb, jsonb) is 'Checks of a frozen daily sales report: rows, totals, sales, text. A row for each thing that is wrong. Internal; ops.review_check calls it.';
