-- As mart.control_stock_report: worded and formatted once, from rows that are taken once, and frozen.
create or replace function mart.product_performance_report(p_business_date date)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_total record;
  v_best record;
  v_period text;
  v_verdict text;
begin
  perform mart.sales_require(p_business_date);
  drop table if exists pg_temp.report_rows;
  create temp table report_rows on commit drop as
  select p.*, mart.article_text(p.kode_mix, p.name) as article from mart.product_performance_to(p_business_date) p;

  select count(*)::integer as articles, count(*) filter (where r.pairs_qty > 0)::integer as sold, coalesce(sum(r.pairs_qty), 0) as pairs,
         coalesce(sum(r.revenue_amount), 0) as revenue, count(distinct r.series)::integer as series,
         coalesce(max(r.sales_from), p_business_date - util.setting_integer('product_performance.days') + 1) as sales_from
    into v_total from pg_temp.report_rows r;
  select r.article, r.revenue_amount into v_best from pg_temp.report_rows r where r.revenue_rank = 1 and r.revenue_amount > 0;
  v_period := mart.date_text(v_total.sales_from) || ' – ' || mart.date_text(p_business_date);
  v_verdict := format('Penjualan %s: %s dari %s artikel, %s pasang.', v_period, mart.rupiah_text(v_total.revenue), mart.number_text(v_total.sold),
      mart.number_text(v_total.pairs))
    || coalesce(' Teratas: ' || v_best.article || ' (' || mart.rupiah_text(v_best.revenue_amount) || ').', '');

  return jsonb_build_object(
    'figures', jsonb_build_object('business_date', p_business_date, 'sales_from', v_total.sales_from, 'sales_to', p_business_date,
      'rows', (select coalesce(jsonb_agg(to_jsonb(r) - '{article,sales_from,sales_to}'::text[] order by r.revenue_rank), '[]') from pg_temp.report_rows r)),
    'result', jsonb_build_object(
      'kind', 'product_performance', 'title', 'Kinerja Produk Mingguan', 'business_date', p_business_date,
      'date_text', mart.date_text(p_business_date, 'long'),
      'subject', format('Kinerja Produk s.d. %s: %s, %s artikel terjual', mart.date_text(p_business_date), mart.rupiah_text(v_total.revenue), mart.number_text(v_total.sold)),
      'preheader', v_verdict, 'verdict', v_verdict, 'is_ready', true,
      'key_figures', jsonb_build_array(
        jsonb_build_object('label', 'Pendapatan', 'value', mart.rupiah_text(v_total.revenue), 'note', v_period || ', termasuk PPN, retur dikurangkan'),
        jsonb_build_object('label', 'Terjual', 'value', mart.number_text(v_total.pairs) || ' pasang', 'note', null),
        jsonb_build_object('label', 'Artikel terjual', 'value', mart.number_text(v_total.sold), 'note', null),
        jsonb_build_object('label', 'Artikel tanpa penjualan', 'value', mart.number_text(v_total.articles - v_total.sold), 'note', 'aktif di Kode Mix, atau hanya retur'),
        jsonb_build_object('label', 'Seri', 'value', mart.number_text(v_total.series), 'note', null)),
      'sections', mart.product_performance_sections(),
      'changes', mart.product_performance_changes(p_business_date),
      'settings_changes', mart.settings_changes('report.product_performance', p_business_date, '^(product_performance|sales|report)\.',
        '{raw.load_checks,portal.kodemix,portal.sheet_sources}', '{portal.kodemix}'),
      'warnings', mart.product_performance_warnings(p_business_date, v_total.sales_from),
      'how_to_answer', jsonb_build_array('Bahan rapat perencanaan produksi; laporan ini tidak perlu dibalas. Bila ada angka yang keliru, beri tahu penanggung jawab data dan sebutkan artikelnya.'),
      'steps', mart.product_performance_steps(p_business_date, v_total.sales_from),
      'footer', mart.thresholds_text('[
        {"key": "product_performance.days", "label": "periode", "unit": "hari"},
        {"key": "product_performance.top_rows", "label": "teratas dan terbawah per seri", "unit": "artikel"}]')));
end;
$$;
comment on function mart.product_performance_report(date) is 'The weekly product performance report of a business date, worded in Indonesian: {figures: what is signed, with all articles; result: what channels show}. MD203 when the sales of an entity are missing.';
