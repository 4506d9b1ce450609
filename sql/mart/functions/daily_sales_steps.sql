-- "Show the work": a person with a calculator can redo the report from these lines.
create or replace function mart.daily_sales_steps(p_business_date date)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_day record;
  v_month record;
  v_on_track text := replace(trim_scale(util.setting_numeric('daily_sales.on_track_pct'))::text, '.', ',');
begin
  select r.* into strict v_day from pg_temp.report_rows r where r.period = 'hari' and r.branch is null;
  select r.* into strict v_month from pg_temp.report_rows r where r.period = 'bulan' and r.branch is null;
  return jsonb_build_array(
    (select format('Langkah 1: Penjualan %s diambil dari ERP: %s. Jumlah %s baris, %s.', mart.date_text(p_business_date),
        string_agg(format('%s %s baris, %s', e.entity, mart.number_text(e.n), mart.rupiah_text(e.amount)), '; ' order by e.entity),
        mart.number_text(sum(e.n)), mart.rupiah_text(sum(e.amount)))
       from (
         select x.entity, count(f.entity) as n, coalesce(sum(f.total_amount), 0) as amount
           from unnest('{DDD,MBB,UBB}'::text[]) as x (entity)
           left join core.fact_sales f on f.entity = x.entity and f.tanggal = p_business_date
          group by x.entity) e),
    format('Langkah 2: Dari baris itu %s nota memuat barang terjual (%s); %s dokumen retur (%s) tidak dihitung sebagai transaksi, nilainya dikurangkan: %s − %s = %s.',
      mart.number_text(v_day.transaction_count), mart.rupiah_text(v_day.gross_amount), mart.number_text(v_day.return_count), mart.rupiah_text(v_day.return_amount),
      mart.rupiah_text(v_day.gross_amount), mart.rupiah_text(v_day.return_amount), mart.rupiah_text(v_day.sales_amount)),
    case when v_day.transaction_count > 0
      then format('Langkah 3: Rata-rata per transaksi = penjualan ÷ transaksi: %s ÷ %s = %s.', mart.rupiah_text(v_day.sales_amount),
        mart.number_text(v_day.transaction_count), mart.rupiah_text(v_day.average_amount))
      else 'Langkah 3: Tidak ada transaksi, maka tidak ada rata-rata.' end,
    case when v_day.target_amount is not null
      then format('Langkah 4: Target hari = target bulan ÷ jumlah hari: %s ÷ %s = %s.', mart.rupiah_text(v_day.month_target_amount),
        v_day.days_in_month, mart.rupiah_text(v_day.target_amount))
      else 'Langkah 4: Tidak ada toko yang mempunyai target bulan ini.' end,
    case when v_day.achievement_pct is not null
      then format('Langkah 5: Pencapaian = penjualan ÷ target: %s ÷ %s = %s; mulai %s %% On Track, di bawahnya Below Target: %s.', mart.rupiah_text(v_day.sales_amount),
        mart.rupiah_text(v_day.target_amount), v_day.achievement_text, v_on_track, v_day.status)
      else 'Langkah 5: Tanpa target tidak ada pencapaian.' end,
    format('Langkah 6: Bulan berjalan %s – %s: %s baris, %s nota, %s − retur %s = %s%s.', mart.date_text(v_month.date_from), mart.date_text(v_month.date_to),
      mart.number_text(v_month.line_count), mart.number_text(v_month.transaction_count), mart.rupiah_text(v_month.gross_amount), mart.rupiah_text(v_month.return_amount),
      mart.rupiah_text(v_month.sales_amount),
      case when v_month.achievement_pct is not null then format('; target %s × %s ÷ %s = %s; %s: %s', mart.rupiah_text(v_month.month_target_amount), v_month.day_count,
        v_month.days_in_month, mart.rupiah_text(v_month.target_amount), v_month.achievement_text, v_month.status) else '' end),
    (select format('Langkah 7: Setiap baris dihitung di cabang tokonya. Jumlah %s cabang = %s%s.', count(*), mart.rupiah_text(coalesce(sum(r.sales_amount), 0)),
        -- The branches' transactions add up to more only when an invoice has lines of two branches.
        case when sum(r.transaction_count) > v_day.transaction_count then format('; %s nota memuat barang dari lebih dari satu cabang dan dihitung di setiap cabang itu, sekali di jumlah semua',
          mart.number_text(sum(r.transaction_count) - v_day.transaction_count)) else '' end)
       from pg_temp.report_rows r where r.period = 'hari' and r.branch is not null));
end;
$$;
comment on function mart.daily_sales_steps(date) is 'Langkah 1 … 7: where the rows of the sales report came from and how its numbers were made. Internal; reads pg_temp.report_rows.';
