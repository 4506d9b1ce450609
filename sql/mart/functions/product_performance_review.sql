create or replace function mart.product_performance_review(p_check text, p_business_date date, p_figures jsonb, p_result jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language plpgsql stable
as $$
declare
  v_rows jsonb := coalesce(p_figures -> 'rows', '[]');
  v_raw jsonb;
  v_what record;
begin
  if p_check = 'rows' then
    return query select k.* from mart.review_keys('artikel',
      array(select (x ->> 'kode_mix') || case when (x ->> 'is_mapped')::boolean then '' else ' (belum di Kode Mix)' end from jsonb_array_elements(v_rows) x),
      array(select p.kode_mix || case when p.is_mapped then '' else ' (belum di Kode Mix)' end from mart.product_performance_to(p_business_date) p)) k;
  elsif p_check = 'ranks' then
    return query
      with r as materialized (
        select x.*, row_number() over (order by x.revenue_rank) as place, lag(x.revenue_amount) over (order by x.revenue_rank) as better
          from jsonb_to_recordset(v_rows) as x (kode_mix text, revenue_rank integer, revenue_amount numeric)
      )
      select true, format('peringkat artikel %s tertulis %s, seharusnya %s.', r.kode_mix, r.revenue_rank, r.place), r.revenue_rank::text, r.place::text
        from (select x.* from r x where x.revenue_rank is distinct from x.place order by x.place limit 3) r
      union all
      select true, format('artikel %s (peringkat %s, %s) menjual lebih dari peringkat di atasnya (%s).', r.kode_mix, r.revenue_rank, mart.rupiah_text(r.revenue_amount), mart.rupiah_text(r.better)),
             r.revenue_amount::text, '≤ ' || r.better
        from (select x.* from r x where x.revenue_amount > x.better order by x.place limit 3) r;
  elsif p_check = 'sales' then
    select coalesce(jsonb_agg(jsonb_build_object('kode_mix', s.kode_mix, 'is_mapped', s.is_mapped, 'pairs_qty', s.pairs, 'revenue_amount', s.amount)), '[]') into v_raw
      from (select l.kode_mix, l.is_mapped, sum(l.pairs_qty) as pairs, sum(l.total_amount) as amount
              from mart.review_sales_lines((p_figures ->> 'sales_from')::date, p_business_date) l group by 1, 2) s;
    for v_what in select * from (values ('pairs_qty', 'terjual', 'pasang'), ('revenue_amount', 'pendapatan', 'rupiah')) as x (name, label, unit) loop
      return query select k.* from mart.review_articles(v_what.label, v_what.unit,
        (select coalesce(jsonb_agg(jsonb_build_object('kode_mix', x -> 'kode_mix', 'is_mapped', x -> 'is_mapped', 'value', x -> v_what.name)), '[]') from jsonb_array_elements(v_rows) x),
        (select coalesce(jsonb_agg(jsonb_build_object('kode_mix', x -> 'kode_mix', 'is_mapped', x -> 'is_mapped', 'value', x -> v_what.name)), '[]') from jsonb_array_elements(v_raw) x)) k;
    end loop;
  elsif p_check = 'text' then
    return query
      with t as (
        select coalesce(sum(x.revenue_amount), 0) as revenue, coalesce(sum(x.pairs_qty), 0) as pairs, count(*) filter (where x.pairs_qty > 0) as sold, count(*) as articles
          from jsonb_to_recordset(v_rows) as x (revenue_amount numeric, pairs_qty numeric)
      )
      select k.* from t cross join lateral mart.review_key_figures(p_result, jsonb_build_object(
        'Pendapatan', mart.rupiah_text(t.revenue), 'Terjual', mart.number_text(t.pairs) || ' pasang',
        'Artikel terjual', mart.number_text(t.sold), 'Artikel tanpa penjualan', mart.number_text(t.articles - t.sold))) k
      union all
      select true, format('judul tidak menyebut %s.', mart.rupiah_text(t.revenue)), p_result ->> 'subject', mart.rupiah_text(t.revenue)
        from t where position(mart.rupiah_text(t.revenue) in p_result ->> 'subject') = 0;
  else
    raise exception 'the product report has no check %', p_check using errcode = 'MD401';
  end if;
end;
$$;
comment on function mart.product_performance_review(text, date, jsonb, jsonb) is 'Checks of a frozen product report: rows, ranks, sales, text. A row for each thing that is wrong. Internal; ops.review_check calls it.';
