-- "Show the work": each step names its rows and totals, so that a person with a calculator can redo the report.
create or replace function mart.control_stock_steps(p_as_of date, p_sales_from date, p_sales_to date, p_is_ready boolean)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_steps text[];
  v_example record;
begin
  v_steps := array[
    (select format('Langkah 1: Stok diambil dari ERP: %s. Total %s pasang di semua gudang.',
        string_agg(format('%s per %s: %s baris, %s pasang', x.entity, mart.date_text(x.snapshot_date), mart.number_text(x.rows), mart.number_text(x.pairs)), '; ' order by x.entity),
        mart.number_text(sum(x.pairs)))
       from (
         select n.entity, n.snapshot_date, count(f.kode_barang) as rows, coalesce(sum(f.pairs_qty), 0) as pairs
           from (select d.entity, max(d.snapshot_date) as snapshot_date from core.stock_days d where d.snapshot_date <= p_as_of group by d.entity) n
           left join core.fact_stock f on f.entity = n.entity and f.snapshot_date = n.snapshot_date
          group by n.entity, n.snapshot_date) x),
    (select format('Langkah 2: %s pasang di gudang yang tidak dihitung (jenis OTHER atau ditandai tidak dihitung) dikeluarkan; tersisa %s pasang.',
        mart.number_text(coalesce(sum(s.excluded_pairs), 0)), mart.number_text(coalesce(sum(s.total_pairs), 0)))
       from core.agg_stock_code s
       join (select d.entity, max(d.snapshot_date) as snapshot_date from core.stock_days d where d.snapshot_date <= p_as_of group by d.entity) n
         on n.entity = s.entity and n.snapshot_date = s.snapshot_date),
    (select format('Langkah 3: Penjualan %s s.d. %s dari DDD, MBB, UBB: %s baris, %s pasang bersih (retur dikurangkan).',
        mart.date_text(p_sales_from), mart.date_text(p_sales_to), mart.number_text(coalesce(sum(a.line_count), 0)), mart.number_text(coalesce(sum(a.pairs_qty), 0)))
       from core.agg_sales_daily a where a.tanggal between p_sales_from and p_sales_to),
    (select format('Langkah 4: Kode digabung menjadi artikel menurut Kode Mix: %s artikel, %s pasang; %s kode yang belum ada di Kode Mix dihitung sebagai artikel sendiri.',
        mart.number_text(count(*)), mart.number_text(sum(r.total_pairs)), mart.number_text(count(*) filter (where not r.is_mapped)))
       from pg_temp.report_rows r)
  ];
  if p_is_ready then
    select r.* into v_example from pg_temp.report_rows r where r.flag in ('MUST_PO', 'OVERSTOCK', 'OK') and not r.is_new order by r.flag, r.urgency, r.kode_mix collate "C" limit 1;
    v_steps := v_steps || format('Langkah 5: Rata-rata per bulan = terjual ÷ 3 (artikel baru: ÷ umur dalam bulan); sisa bulan = stok × 3 ÷ terjual.%s',
        case when v_example.kode_mix is not null then format(' Contoh %s: %s × 3 ÷ %s = %s bulan.', v_example.article,
          mart.number_text(v_example.total_pairs), mart.number_text(v_example.sold_window), mart.number_text(v_example.months_of_cover, 1)) else '' end);
    v_steps := v_steps || (select format('Langkah 6: Hasil penilaian: %s.',
        string_agg(format('%s %s', mart.number_text(x.n), mart.flag_text(x.flag)), ', ' order by x.n desc, x.flag))
        from (select r.flag, count(*) as n from pg_temp.report_rows r group by r.flag) x);
    v_steps := v_steps || (select format('Langkah 7: PO = %s bulan penjualan − PO berjalan, dibulatkan ke atas ke box isi %s: %s artikel, %s pasang (%s box).',
        replace(trim_scale(util.setting_numeric('control_stock.must_po_months'))::text, '.', ','), mart.number_text(util.setting_numeric('control_stock.pairs_per_box')),
        mart.number_text(count(*) filter (where r.recommended_po > 0)), mart.number_text(coalesce(sum(r.recommended_po), 0)),
        mart.number_text(coalesce(sum(r.recommended_po), 0) / util.setting_numeric('control_stock.pairs_per_box')))
        from pg_temp.report_rows r);
  end if;
  return to_jsonb(v_steps);
end;
$$;
comment on function mart.control_stock_steps(date, date, date, boolean) is 'Langkah 1 … n: where the rows of the report came from and how its numbers were made. Internal; reads pg_temp.report_rows.';
