-- As mart.control_stock_opening.
create or replace function mart.daily_sales_opening(p_figures jsonb)
returns jsonb
language plpgsql stable
as $$
declare
  v_values jsonb;
begin
  with r as materialized (
    select x.*, row_number() over (partition by x.period, x.branch is null order by x.achievement_pct, x.target_amount desc, x.branch collate "C") as n
      from jsonb_to_recordset(p_figures -> 'rows') as x (period text, branch text, transaction_count numeric, sales_amount numeric, average_amount numeric,
             target_amount numeric, achievement_pct numeric, is_on_track boolean)
  )
  select coalesce(jsonb_object_agg(t.key, t.says) filter (where t.says is not null), '{}') into v_values
    from (
      select k.key, k.says
        from r cross join lateral (values
          ('day.sales', case when r.period = 'hari' then 'penjualan harian ' || mart.rupiah_text(r.sales_amount) end),
          ('day.transactions', case when r.period = 'hari' then mart.number_text(r.transaction_count) || ' transaksi' end),
          ('day.average', case when r.period = 'hari' then 'rata-rata ' || mart.rupiah_text(r.average_amount) || ' per transaksi' end),
          ('day.target', case when r.period = 'hari' then mart.number_text(r.achievement_pct, 1) || ' % dari target harian' end),
          ('month.sales', case when r.period = 'bulan' then 'penjualan bulan berjalan ' || mart.rupiah_text(r.sales_amount) end),
          ('month.target', case when r.period = 'bulan' then mart.number_text(r.achievement_pct, 1) || ' % dari target bulan berjalan' end)) as k (key, says)
       where r.branch is null
      union all
      select 'below.count', count(*) filter (where not r.is_on_track) || ' cabang di bawah target harian'
        from r where r.period = 'hari' and r.branch is not null and r.is_on_track is not null
      having count(*) > 0
      union all
      select format('below.%s.%s', r.n, k.attr), k.says
        from r cross join lateral (values
          ('name', 'cabang ' || r.branch),
          ('sales', 'penjualan harian ' || mart.rupiah_text(r.sales_amount)),
          ('target', mart.number_text(r.achievement_pct, 1) || ' % dari target harian'),
          ('gap', 'selisih ' || mart.rupiah_text(r.target_amount - r.sales_amount) || ' dari target harian')) as k (attr, says)
       where r.period = 'hari' and r.branch is not null and not r.is_on_track and r.n <= 5
    ) t;
  return jsonb_build_object('values', v_values, 'template',
    'Tercatat {{day.transactions}} dengan {{day.sales}}' || case when v_values ? 'day.target' then ', yaitu {{day.target}}' else '' end
    || '. Sementara itu tercatat {{month.sales}}' || case when v_values ? 'month.target' then ', yaitu {{month.target}}' else '' end || '.'
    || case when v_values ? 'below.1.name' then ' Ada {{below.count}}; perhatian utama untuk {{below.1.name}}: {{below.1.target}}, {{below.1.gap}}.' else '' end);
end;
$$;
comment on function mart.daily_sales_opening(jsonb) is 'What the opening of a daily sales report may say: {values: placeholder → its words; template: the paragraph without a model}. Made of the frozen figures alone.';
