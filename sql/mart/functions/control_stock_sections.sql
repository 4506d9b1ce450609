-- Works on pg_temp.report_rows, which mart.control_stock_report filled once: the figures of all sections are the same.
create or replace function mart.control_stock_sections(p_as_of date, p_is_ready boolean)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_top integer := util.setting_integer('report.top_rows');
  v_rows integer := util.setting_integer('report.table_rows');
  v_per_tier integer := util.setting_integer('report.tier_rows');
  v_box numeric := util.setting_numeric('control_stock.pairs_per_box');
  v_sections jsonb := '[]';
begin
  if p_is_ready then
    v_sections := v_sections || (
      select jsonb_build_object('key', 'must_po', 'tone', case when count(*) > 0 then 'critical' else 'neutral' end,
        'title', format('WAJIB PO: %s artikel', count(*)) || case when count(*) > v_top then format(', %s paling mendesak', v_top) else '' end,
        'intro', format('Sisa stok di bawah %s bulan, diurutkan dari yang paling mendesak.', replace(trim_scale(util.setting_numeric('control_stock.must_po_months'))::text, '.', ',')),
        'sentences', coalesce(jsonb_agg(r.sentence order by r.urgency) filter (where r.urgency <= v_top), '[]'),
        'table', jsonb_build_object(
          'columns', '[{"label": "Artikel", "align": "left"}, {"label": "Tier", "align": "left"}, {"label": "Stok", "align": "right"}, {"label": "Terjual/bln", "align": "right"}, {"label": "Sisa bulan", "align": "right"}, {"label": "PO (box)", "align": "right"}]'::jsonb,
          'rows', coalesce(jsonb_agg(jsonb_build_array(r.article, coalesce(r.tier::text, '–'), mart.number_text(r.total_pairs), mart.number_text(r.avg_monthly_sales),
             mart.number_text(r.months_of_cover, 1), mart.number_text(r.recommended_po / v_box)) order by r.urgency) filter (where r.urgency <= v_rows), '[]'),
          'footer', null),
        'more', case when count(*) > v_rows then format('+%s lainnya → lampiran XLSX', mart.number_text(count(*) - v_rows)) end)
        from pg_temp.report_rows r where r.flag = 'MUST_PO');
    v_sections := v_sections || (
      select jsonb_build_object('key', 'overstock', 'tone', case when count(*) > 0 then 'warning' else 'neutral' end,
        'title', format('Overstock: %s artikel', count(*)) || case when count(*) > v_top then format(', %s terbesar', v_top) else '' end,
        'intro', format('Stok untuk lebih dari %s bulan, diurutkan dari kelebihan terbesar.', replace(trim_scale(util.setting_numeric('control_stock.overstock_months'))::text, '.', ',')),
        'sentences', coalesce(jsonb_agg(r.sentence order by r.urgency) filter (where r.urgency <= v_top), '[]'),
        'table', jsonb_build_object(
          'columns', '[{"label": "Artikel", "align": "left"}, {"label": "Tier", "align": "left"}, {"label": "Stok", "align": "right"}, {"label": "Terjual/bln", "align": "right"}, {"label": "Sisa bulan", "align": "right"}, {"label": "Kelebihan", "align": "right"}]'::jsonb,
          'rows', coalesce(jsonb_agg(jsonb_build_array(r.article, coalesce(r.tier::text, '–'), mart.number_text(r.total_pairs), mart.number_text(r.avg_monthly_sales),
             mart.number_text(r.months_of_cover, 1), mart.number_text(r.excess_pairs)) order by r.urgency) filter (where r.urgency <= v_rows), '[]'),
          'footer', null),
        'more', case when count(*) > v_rows then format('+%s lainnya → lampiran XLSX', mart.number_text(count(*) - v_rows)) end)
        from pg_temp.report_rows r where r.flag = 'OVERSTOCK');
  end if;

  v_sections := v_sections || (
    select jsonb_build_object('key', 'global', 'tone', 'neutral', 'title', 'Ringkasan per tier', 'sentences', '[]'::jsonb,
      'intro', format('Box isi %s pasang; protol = pasang lepas. Total = WHS + WHB + toko.', mart.number_text(v_box)),
      'table', jsonb_build_object(
        'columns', '[{"label": "Tier", "align": "left"}, {"label": "WHS box", "align": "right"}, {"label": "WHS protol", "align": "right"}, {"label": "WHS pasang", "align": "right"}, {"label": "WHS %", "align": "right"}, {"label": "WHB box", "align": "right"}, {"label": "WHB protol", "align": "right"}, {"label": "WHB pasang", "align": "right"}, {"label": "WHB %", "align": "right"}, {"label": "Total", "align": "right"}]'::jsonb,
        'rows', coalesce(jsonb_agg(jsonb_build_array(t.tier,
           mart.number_text(t.whs_boxes), mart.number_text(t.whs_protol), mart.number_text(t.whs_pairs), coalesce(mart.number_text(t.whs_pct, 1), '–'),
           mart.number_text(t.whb_boxes), mart.number_text(t.whb_protol), mart.number_text(t.whb_pairs), coalesce(mart.number_text(t.whb_pct, 1), '–'),
           mart.number_text(t.total_pairs)) order by t.tier_order) filter (where t.tier <> 'TOTAL'), '[]'),
        'footer', (jsonb_agg(jsonb_build_array('Total',
           mart.number_text(t.whs_boxes), mart.number_text(t.whs_protol), mart.number_text(t.whs_pairs), coalesce(mart.number_text(t.whs_pct, 1), '–'),
           mart.number_text(t.whb_boxes), mart.number_text(t.whb_protol), mart.number_text(t.whb_pairs), coalesce(mart.number_text(t.whb_pct, 1), '–'),
           mart.number_text(t.total_pairs))) filter (where t.tier = 'TOTAL')) -> 0),
      'more', null)
      from mart.tier_summary(p_as_of) t);

  return v_sections || coalesce((
    select jsonb_agg(jsonb_build_object('key', 'tier_' || lower(t.label), 'tone', case when a.line is not null then 'warning' else 'neutral' end,
        'title', case when t.label = 'UNMAPPED' then 'Belum ada di Kode Mix' else 'Tier ' || t.label end,
        'intro', format('%s artikel, %s pasang', mart.number_text(t.articles), mart.number_text(t.pairs))
          || case when p_is_ready then format(': %s wajib PO, %s overstock.', t.must_po, t.overstock) else '.' end
          || coalesce(' ' || a.line, ''),
        'sentences', coalesce(t.sentences, '[]'), 'table', null,
        'more', case when t.attention > v_per_tier then format('+%s lainnya → lampiran XLSX', mart.number_text(t.attention - v_per_tier)) end) order by t.tier_order)
      from (
        select r.tier_label as label, r.tier_order, count(*) as articles, sum(r.total_pairs) as pairs,
               count(*) filter (where r.flag = 'MUST_PO') as must_po, count(*) filter (where r.flag = 'OVERSTOCK') as overstock,
               count(*) filter (where r.attention_rank is not null) as attention,
               jsonb_agg(r.sentence order by r.attention_rank) filter (where r.attention_rank <= v_per_tier) as sentences
          from pg_temp.report_rows r group by 1, 2
      ) t
      left join mart.control_stock_tier_alerts(p_as_of) a on p_is_ready and a.tier_label = t.label), '[]');
end;
$$;
comment on function mart.control_stock_sections(date, boolean) is 'Sections of the frozen report: orders, overstock, the tier table, and each tier. Internal; reads pg_temp.report_rows.';
