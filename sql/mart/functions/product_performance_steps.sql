create or replace function mart.product_performance_steps(p_business_date date, p_sales_from date)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return jsonb_build_array(
    (select format('Langkah 1: Penjualan %s – %s (%s hari) dari DDD, MBB, UBB: %s baris, %s pasang bersih, %s (retur dikurangkan).',
        mart.date_text(p_sales_from), mart.date_text(p_business_date), p_business_date - p_sales_from + 1,
        mart.number_text(coalesce(sum(a.line_count), 0)), mart.number_text(coalesce(sum(a.pairs_qty), 0)), mart.rupiah_text(coalesce(sum(a.total_amount), 0)))
       from core.agg_sales_daily a where a.tanggal between p_sales_from and p_business_date),
    (select format('Langkah 2: Kode digabung menjadi artikel menurut Kode Mix: %s artikel terjual atau aktif, jumlah %s pasang, %s.',
        mart.number_text(count(*)), mart.number_text(coalesce(sum(r.pairs_qty), 0)), mart.rupiah_text(coalesce(sum(r.revenue_amount), 0)))
       from pg_temp.report_rows r),
    'Langkah 3: Artikel diurutkan menurut pendapatan; bila sama, menurut pasang, lalu kode.',
    format('Langkah 4: Di setiap seri %s artikel pertama adalah teratas dan %s terakhir terbawah; %% seri = pendapatan artikel ÷ pendapatan seri.',
      util.setting_integer('product_performance.top_rows'), util.setting_integer('product_performance.top_rows')));
end;
$$;
comment on function mart.product_performance_steps(date, date) is 'Langkah 1 … 4: where the rows of the product report came from and how they were ranked. Internal; reads pg_temp.report_rows.';
