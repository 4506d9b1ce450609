-- Each value says what it is, unit and meaning: put in the wrong place it makes an odd sentence, never a wrong figure. Ordered as in
-- the report. Nothing of it is made of cost prices: the paragraph goes to everybody.
create or replace function mart.control_stock_opening(p_figures jsonb)
returns jsonb
language plpgsql stable
as $$
declare
  v_is_ready constant boolean := (p_figures ->> 'is_ready')::boolean;
  v_box constant numeric := (p_figures ->> 'recommended_pairs')::numeric / nullif((p_figures ->> 'recommended_boxes')::numeric, 0);
  v_values jsonb;
begin
  v_values := jsonb_build_object(
    'articles', mart.number_text((p_figures ->> 'articles')::numeric) || ' artikel',
    'stock.pairs', 'stok ' || mart.number_text((p_figures ->> 'total_pairs')::numeric) || ' pasang',
    'stock.date', 'posisi stok per ' || mart.date_text((p_figures ->> 'as_of')::date),
    -- With its days, or three months would be read as one.
    'sold.pairs', format('penjualan %s pasang dalam periode %s – %s', mart.number_text((p_figures ->> 'sold_window')::numeric),
      mart.date_text((p_figures ->> 'sales_from')::date), mart.date_text((p_figures ->> 'sales_to')::date)));
  if not v_is_ready then
    return jsonb_build_object('values', v_values,
      'template', 'Laporan ini memuat {{articles}} dengan {{stock.pairs}} ({{stock.date}}). Penilaian menyusul setelah riwayat penjualan cukup panjang.');
  end if;
  v_values := v_values || jsonb_build_object(
    'must_po.count', mart.number_text((p_figures ->> 'must_po')::numeric) || ' artikel wajib PO',
    'overstock.count', mart.number_text((p_figures ->> 'overstock')::numeric) || ' artikel overstock',
    'overstock.pairs', mart.number_text((p_figures ->> 'excess_pairs')::numeric) || ' pasang berlebih',
    'no_sales.count', mart.number_text((p_figures ->> 'no_sales')::numeric) || ' artikel tanpa penjualan',
    'negative.count', mart.number_text((p_figures ->> 'negative')::numeric) || ' artikel berstok minus',
    'order.total', format('usulan PO %s pasang (%s box)', mart.number_text((p_figures ->> 'recommended_pairs')::numeric), mart.number_text((p_figures ->> 'recommended_boxes')::numeric)));
  select v_values || coalesce(jsonb_object_agg(format('%s.%s.%s', r.grp, r.n, t.attr), t.says) filter (where t.says is not null), '{}') into v_values
    from (
      select lower(x.flag) as grp, x.*,
             row_number() over (partition by x.flag order by case when x.flag = 'MUST_PO' then x.months_of_cover end,
               case when x.flag = 'MUST_PO' then x.avg_monthly_sales end desc, case when x.flag = 'OVERSTOCK' then x.excess_pairs end desc,
               x.kode_mix collate "C", x.is_mapped) as n
        from jsonb_to_recordset(p_figures -> 'rows') as x (kode_mix text, name text, flag text, is_mapped boolean, months_of_cover numeric,
               avg_monthly_sales numeric, recommended_po numeric, total_pairs numeric, excess_pairs numeric)
       where x.flag in ('MUST_PO', 'OVERSTOCK')
    ) r
   cross join lateral (values
     ('name', 'artikel ' || mart.article_text(r.kode_mix, r.name)),
     ('cover', 'sisa stok ' || mart.number_text(r.months_of_cover, 1) || ' bulan'),
     ('sold', 'terjual ' || mart.number_text(r.avg_monthly_sales) || ' pasang per bulan'),
     ('stock', 'stok ' || mart.number_text(r.total_pairs) || ' pasang'),
     ('order', case when r.flag = 'MUST_PO' and r.recommended_po > 0 then
        format('usulan PO %s pasang', mart.number_text(r.recommended_po)) || coalesce(format(' (%s box)', mart.number_text(r.recommended_po / v_box)), '') end),
     ('excess', case when r.flag = 'OVERSTOCK' then 'kelebihan ' || mart.number_text(r.excess_pairs) || ' pasang' end)
   ) as t (attr, says)
   where r.n <= 5;
  return jsonb_build_object('values', v_values, 'template',
    'Dari {{articles}} ada {{must_po.count}} dan {{overstock.count}}.'
    || case when v_values ? 'must_po.1.name' then ' Yang mendesak adalah {{must_po.1.name}}: {{must_po.1.cover}}, {{must_po.1.sold}}.' else '' end
    || case when v_values ? 'overstock.1.name' then ' Overstock terbesar ada pada {{overstock.1.name}}: {{overstock.1.excess}}.' else '' end);
end;
$$;
comment on function mart.control_stock_opening(jsonb) is 'What the opening of a Control Stock report may say: {values: placeholder → its words; template: the paragraph without a model}. Made of the frozen figures alone.';
