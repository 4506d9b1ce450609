-- Everything that a channel shows is worded and formatted here, once, and frozen: {figures, result}. TypeScript only
-- lays it out. The rows are taken once into a temporary table, so that all sections show the same numbers.
create or replace function mart.control_stock_report(p_business_date date)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_window record;
  v_figures jsonb;
  v_box numeric := util.setting_numeric('control_stock.pairs_per_box');
  v_verdict text;
begin
  select w.* into v_window from mart.control_stock_window(p_business_date) w;
  if not found or v_window.as_of <> p_business_date or v_window.sales_to <> p_business_date then
    raise exception 'the loads of % are not complete: stock as of %, sales to %', p_business_date, v_window.as_of, v_window.sales_to
      using errcode = 'MD203', hint = 'A report is never made from half a load. Pull the missing entities first.';
  end if;

  drop table if exists pg_temp.report_rows;
  create temp table report_rows on commit drop as
  select c.*, mart.article_text(c.kode_mix, c.name) as article,
         coalesce(c.tier::text, 'UNMAPPED') as tier_label,
         case when c.tier is null then 100 when c.tier = 0 then 99 else c.tier end as tier_order,
         mart.control_stock_sentence(c.flag, mart.article_text(c.kode_mix, c.name), c.months_of_cover, c.months_of_cover_adjusted, c.avg_monthly_sales,
           c.recommended_po, v_box, c.total_pairs, c.open_po_pairs, c.note) as sentence,
         row_number() over (partition by c.flag order by
           case when c.flag = 'MUST_PO' then c.months_of_cover end, case when c.flag = 'MUST_PO' then c.avg_monthly_sales end desc,
           case when c.flag = 'OVERSTOCK' then c.excess_pairs end desc, c.kode_mix collate "C", c.is_mapped) as urgency,
         case when c.flag = 'NEGATIVE' then row_number() over (partition by c.flag order by c.total_pairs, c.kode_mix collate "C") end as negative_rank,
         case when v_window.is_ready and c.flag in ('MUST_PO', 'OVERSTOCK', 'NEGATIVE', 'RETURNS') or c.flag = 'NEGATIVE' then
           row_number() over (partition by c.tier order by
             case c.flag when 'NEGATIVE' then 1 when 'MUST_PO' then 2 when 'RETURNS' then 3 when 'OVERSTOCK' then 4 else 9 end,
             case when c.flag = 'MUST_PO' then c.months_of_cover end, case when c.flag = 'OVERSTOCK' then c.excess_pairs end desc, c.kode_mix collate "C", c.is_mapped)
         end as attention_rank
    from mart.control_stock(p_business_date) c;

  select jsonb_build_object(
      'as_of', v_window.as_of, 'sales_from', v_window.sales_from, 'sales_to', v_window.sales_to, 'is_ready', v_window.is_ready,
      'articles', count(*), 'total_pairs', coalesce(sum(r.total_pairs), 0), 'sold_window', coalesce(sum(r.sold_window), 0),
      'must_po', count(*) filter (where r.flag = 'MUST_PO'), 'overstock', count(*) filter (where r.flag = 'OVERSTOCK'),
      'no_sales', count(*) filter (where r.flag = 'NO_SALES'), 'negative', count(*) filter (where r.flag = 'NEGATIVE'),
      'returns', count(*) filter (where r.flag = 'RETURNS'), 'new', count(*) filter (where r.flag = 'NEW'), 'ok', count(*) filter (where r.flag = 'OK'),
      'unmapped', count(*) filter (where not r.is_mapped),
      'recommended_pairs', coalesce(sum(r.recommended_po), 0), 'recommended_boxes', coalesce(sum(r.recommended_po), 0) / v_box,
      'excess_pairs', coalesce(sum(r.excess_pairs) filter (where r.flag = 'OVERSTOCK'), 0), 'excess_value', coalesce(round(sum(r.excess_value) filter (where r.flag = 'OVERSTOCK'), 2), 0),
      'rows', coalesce(jsonb_agg(to_jsonb(r) - array['article', 'tier_label', 'tier_order', 'sentence', 'urgency', 'negative_rank', 'attention_rank']
        order by r.kode_mix collate "C", r.is_mapped), '[]'))
    into v_figures
    from pg_temp.report_rows r;

  v_verdict := case when v_window.is_ready then
      case when (v_figures ->> 'must_po')::integer > 0
        then format('%s artikel WAJIB PO sekarang (%s pasang, %s box); %s artikel overstock.', mart.number_text((v_figures ->> 'must_po')::numeric),
          mart.number_text((v_figures ->> 'recommended_pairs')::numeric), mart.number_text((v_figures ->> 'recommended_boxes')::numeric),
          mart.number_text((v_figures ->> 'overstock')::numeric))
        else format('Tidak ada artikel yang wajib PO hari ini; %s artikel overstock.', mart.number_text((v_figures ->> 'overstock')::numeric)) end
    else 'Belum ada penilaian: riwayat penjualan kurang dari 3 bulan.' end;

  return jsonb_build_object('figures', v_figures, 'result', jsonb_build_object(
    'kind', 'control_stock', 'title', 'Control Stock', 'business_date', p_business_date,
    'date_text', mart.date_text(p_business_date, 'long'),
    'subject', format('Control Stock %s: ', mart.date_text(p_business_date)) || case when v_window.is_ready
      then format('%s artikel WAJIB PO, %s overstock', mart.number_text((v_figures ->> 'must_po')::numeric), mart.number_text((v_figures ->> 'overstock')::numeric))
      else 'riwayat penjualan kurang dari 3 bulan' end,
    'preheader', v_verdict, 'verdict', v_verdict, 'is_ready', v_window.is_ready,
    'key_figures', jsonb_build_array(
      jsonb_build_object('label', 'Total stok', 'value', mart.number_text((v_figures ->> 'total_pairs')::numeric) || ' pasang', 'note', 'per ' || mart.date_text(v_window.as_of)),
      jsonb_build_object('label', 'Artikel', 'value', mart.number_text((v_figures ->> 'articles')::numeric), 'note', mart.number_text((v_figures ->> 'unmapped')::numeric) || ' kode belum ada di Kode Mix'),
      jsonb_build_object('label', 'Terjual 3 bulan', 'value', mart.number_text((v_figures ->> 'sold_window')::numeric) || ' pasang', 'note', mart.date_text(v_window.sales_from) || ' – ' || mart.date_text(v_window.sales_to)))
      || case when v_window.is_ready then jsonb_build_array(
      jsonb_build_object('label', 'Wajib PO', 'value', mart.number_text((v_figures ->> 'must_po')::numeric) || ' artikel', 'note', 'pesan ' || mart.number_text((v_figures ->> 'recommended_pairs')::numeric) || ' pasang'),
      jsonb_build_object('label', 'Overstock', 'value', mart.number_text((v_figures ->> 'overstock')::numeric) || ' artikel', 'note', mart.number_text((v_figures ->> 'excess_pairs')::numeric) || ' pasang berlebih'),
      jsonb_build_object('label', 'Nilai overstock', 'value', 'Rp ' || mart.number_text((v_figures ->> 'excess_value')::numeric), 'note', 'menurut harga beli', 'is_cost', true)) else '[]'::jsonb end,
    'sections', mart.control_stock_sections(p_business_date, v_window.is_ready),
    'changes', mart.control_stock_changes(p_business_date),
    'settings_changes', mart.control_stock_settings(p_business_date),
    'warnings', mart.control_stock_warnings(p_business_date),
    'how_to_answer', jsonb_build_array('Laporan ini tidak perlu dibalas. Bila ada angka yang keliru, beri tahu penanggung jawab data dan sebutkan artikelnya.'),
    'steps', mart.control_stock_steps(v_window.as_of, v_window.sales_from, v_window.sales_to, v_window.is_ready),
    'footer', mart.control_stock_thresholds() || jsonb_build_array(format('Daftar lengkap %s artikel ada di lampiran: Control Stock %s.xlsx.',
      mart.number_text((v_figures ->> 'articles')::numeric), p_business_date)),
    'attachment', jsonb_build_object('file_name', format('Control Stock %s.xlsx', p_business_date), 'sheet', 'Control Stock', 'rows', 'rows',
      'columns', mart.control_stock_columns())));
end;
$$;
comment on function mart.control_stock_report(date) is 'The Control Stock report of a business date, worded in Indonesian: {figures: what is signed, with all rows; result: what channels show}. MD203 when a load of the day is missing.';
