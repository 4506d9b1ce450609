-- Works on pg_temp.report_rows, which mart.product_performance_report filled once.
create or replace function mart.product_performance_sections()
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_rows integer := util.setting_integer('report.table_rows');
  v_top integer := util.setting_integer('report.top_rows');
begin
  return (
    select jsonb_build_array(jsonb_build_object('key', 'ranking', 'tone', 'neutral', 'title', 'Peringkat pendapatan',
        'intro', 'Semua artikel yang aktif atau terjual, menurut pendapatan.',
        'sentences', coalesce(jsonb_agg(format('Artikel %s: peringkat %s, %s dari %s pasang', r.article, r.revenue_rank, mart.rupiah_text(r.revenue_amount),
            mart.number_text(r.pairs_qty)) order by r.revenue_rank) filter (where r.revenue_rank <= v_top and r.pairs_qty > 0), '[]'),
        'table', jsonb_build_object(
          'columns', '[{"label": "Artikel", "align": "left"}, {"label": "Peringkat", "align": "right"}, {"label": "Seri", "align": "left"}, {"label": "Pasang", "align": "right"}, {"label": "Pendapatan", "align": "right"}]'::jsonb,
          'rows', coalesce(jsonb_agg(jsonb_build_array(r.article, mart.number_text(r.revenue_rank), r.series, mart.number_text(r.pairs_qty), mart.rupiah_text(r.revenue_amount))
             order by r.revenue_rank) filter (where r.revenue_rank <= v_rows), '[]'),
          'footer', null),
        'more', case when count(*) > v_rows then format('+%s lainnya', mart.number_text(count(*) - v_rows)) end))
      from pg_temp.report_rows r)
  || coalesce((
    select jsonb_agg(jsonb_build_object('key', 'series_' || t.place, 'tone', 'neutral', 'title', 'Seri ' || t.series,
        'intro', format('%s artikel, %s pasang, %s.', mart.number_text(t.articles), mart.number_text(t.pairs), mart.rupiah_text(t.revenue)),
        'sentences', '[]'::jsonb,
        'table', jsonb_build_object(
          'columns', '[{"label": "Artikel", "align": "left"}, {"label": "Posisi", "align": "left"}, {"label": "Peringkat", "align": "right"}, {"label": "Pasang", "align": "right"}, {"label": "Pendapatan", "align": "right"}, {"label": "% seri", "align": "right"}]'::jsonb,
          'rows', t.rows, 'footer', null),
        'more', case when t.articles > t.shown then format('+%s lainnya di tengah', mart.number_text(t.articles - t.shown)) end) order by t.place)
      from (
        select r.series, row_number() over (order by r.series = 'TANPA SERI', sum(r.revenue_amount) desc, r.series collate "C") as place,
               count(*) as articles, count(r.standing) as shown, sum(r.pairs_qty) as pairs, sum(r.revenue_amount) as revenue,
               coalesce(jsonb_agg(jsonb_build_array(r.article, case r.standing when 'top' then 'teratas' else 'terbawah' end, mart.number_text(r.revenue_rank),
                 mart.number_text(r.pairs_qty), mart.rupiah_text(r.revenue_amount), coalesce(mart.number_text(r.series_share_pct, 1), '–'))
                 order by r.series_rank) filter (where r.standing is not null), '[]') as rows
          from pg_temp.report_rows r group by r.series
      ) t), '[]');
end;
$$;
comment on function mart.product_performance_sections() is 'Sections of the frozen product report: the ranking, then the best and worst of each series, the greatest series first. Internal; reads pg_temp.report_rows.';
