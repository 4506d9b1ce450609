-- As mart.control_stock_report: worded and formatted once, from rows that are taken once, and frozen.
create or replace function mart.daily_sales_report(p_business_date date)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_figures jsonb;
  v_day record;
  v_month record;
  v_verdict text;
begin
  perform mart.sales_require(p_business_date);
  drop table if exists pg_temp.report_rows;
  create temp table report_rows on commit drop as
  select s.*, mart.target_text(s.is_on_track) as status,
         coalesce(mart.number_text(s.achievement_pct, 1) || ' %', '–') as achievement_text,
         row_number() over (partition by s.period, s.branch is null
           order by s.achievement_pct, s.target_amount desc, s.branch collate "C") as place
    from mart.daily_sales(p_business_date) s;
  select r.* into strict v_day from pg_temp.report_rows r where r.period = 'hari' and r.branch is null;
  select r.* into strict v_month from pg_temp.report_rows r where r.period = 'bulan' and r.branch is null;

  v_figures := jsonb_build_object('business_date', p_business_date, 'on_track_pct', util.setting_numeric('daily_sales.on_track_pct'),
    'days_missing', mart.daily_sales_days_missing(p_business_date),
    'rows', (select jsonb_agg(to_jsonb(r) - '{status,achievement_text,place}'::text[] order by r.period desc, r.branch collate "C" nulls first)
               from pg_temp.report_rows r));
  v_verdict := case when v_day.line_count = 0 then 'Tidak ada penjualan pada tanggal ini.'
      else format('%s transaksi, penjualan %s%s: %s.', mart.number_text(v_day.transaction_count), mart.rupiah_text(v_day.sales_amount),
        coalesce(' (' || mart.number_text(v_day.achievement_pct, 1) || ' % dari target)', ''), v_day.status) end
    || format(' Bulan berjalan %s%s: %s.', mart.rupiah_text(v_month.sales_amount),
         coalesce(' (' || mart.number_text(v_month.achievement_pct, 1) || ' % dari target)', ''), v_month.status);

  return jsonb_build_object('figures', v_figures, 'result', jsonb_build_object(
    'kind', 'daily_sales', 'title', 'Penjualan Harian', 'business_date', p_business_date,
    'date_text', mart.date_text(p_business_date, 'long'),
    'subject', format('Penjualan Harian %s: %s, %s', mart.date_text(p_business_date), mart.rupiah_text(v_day.sales_amount),
      case when v_day.achievement_pct is null then v_day.status else v_day.achievement_text || ' ' || v_day.status end),
    'preheader', v_verdict, 'verdict', v_verdict, 'is_ready', true,
    'key_figures', jsonb_build_array(
      jsonb_build_object('label', 'Transaksi', 'value', mart.number_text(v_day.transaction_count) || ' nota',
        'note', case when v_day.return_count > 0 then mart.number_text(v_day.return_count) || ' retur tidak dihitung' end),
      jsonb_build_object('label', 'Penjualan', 'value', mart.rupiah_text(v_day.sales_amount),
        'note', 'termasuk PPN' || case when v_day.return_amount <> 0 then ', retur ' || mart.rupiah_text(v_day.return_amount) || ' dikurangkan' else '' end),
      jsonb_build_object('label', 'Rata-rata per transaksi', 'value', coalesce(mart.rupiah_text(v_day.average_amount), '–'), 'note', null),
      jsonb_build_object('label', 'Target hari', 'value', coalesce(mart.rupiah_text(v_day.target_amount), '–'),
        'note', case when v_day.stores_without_target > 0 then mart.number_text(v_day.stores_without_target) || ' toko tanpa target' end),
      jsonb_build_object('label', 'Pencapaian', 'value', v_day.achievement_text, 'note', v_day.status),
      jsonb_build_object('label', 'Bulan berjalan', 'value', mart.rupiah_text(v_month.sales_amount),
        'note', case when v_month.target_amount is null then v_month.status
                     else format('%s dari target %s: %s', v_month.achievement_text, mart.rupiah_text(v_month.target_amount), v_month.status) end)),
    'sections', mart.daily_sales_sections(),
    'changes', mart.daily_sales_changes(p_business_date),
    'settings_changes', mart.settings_changes('report.daily_sales', p_business_date, '^(daily_sales|sales|report)\.',
      '{raw.load_checks,portal.store,portal.sales_target,portal.warehouse,portal.name_alias,portal.sheet_sources}', '{portal.store,portal.sales_target,portal.warehouse,portal.name_alias}'),
    'warnings', mart.daily_sales_warnings(p_business_date),
    'how_to_answer', jsonb_build_array('Laporan ini tidak perlu dibalas. Bila ada angka yang keliru, beri tahu penanggung jawab data dan sebutkan tokonya.'),
    'steps', mart.daily_sales_steps(p_business_date),
    'footer', mart.thresholds_text('[{"key": "daily_sales.on_track_pct", "label": "On Track mulai", "unit": "% dari target"}]')));
end;
$$;
comment on function mart.daily_sales_report(date) is 'The daily sales report of a business date, worded in Indonesian: {figures: what is signed; result: what channels show}. MD203 when the sales of an entity are missing.';
