create or replace function mart.product_performance_warnings(p_business_date date, p_sales_from date)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_agg(w.line order by w.place, w.line)
      from (
        select 1 as place, x.line from mart.load_remarks(p_business_date, '{sales}') x (line)
        union all
        select 2, format('Periode belum lengkap: %s hari-entitas tanpa data penjualan.', d.n)
          from (select 3 * (p_business_date - p_sales_from + 1)
                       - (select count(*) from core.sales_days s where s.tanggal between p_sales_from and p_business_date) as n) d where d.n > 0
        union all
        select 3, format('%s artikel belum mempunyai seri.', mart.number_text(count(*)))
          from pg_temp.report_rows r where r.series = 'TANPA SERI' having count(*) > 0
        union all
        select 4, format('%s kode belum ada di Kode Mix dan dihitung sebagai artikel sendiri.', mart.number_text(count(*)))
          from pg_temp.report_rows r where not r.is_mapped having count(*) > 0
      ) w), '[]');
end;
$$;
comment on function mart.product_performance_warnings(date, date) is 'What the reader should know about the data behind the product report. Internal; reads pg_temp.report_rows.';
