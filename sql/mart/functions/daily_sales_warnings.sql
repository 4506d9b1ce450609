create or replace function mart.daily_sales_warnings(p_business_date date)
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
        select 2, format('Bulan berjalan belum lengkap: %s hari-entitas tanpa data penjualan.', d.n)
          from (select mart.daily_sales_days_missing(p_business_date) as n) d where d.n > 0
        union all
        select 3, format('%s dari penjualan %s tidak dapat dikaitkan dengan toko mana pun (%s nota); dihitung sebagai TANPA CABANG.',
                 mart.rupiah_text(sum(f.total_amount)), mart.date_text(p_business_date), mart.number_text(count(distinct (f.entity, f.nomor_invoice))))
          from core.fact_sales f join core.dim_store s on s.store_id = f.store_id
         where f.entity in ('DDD', 'MBB', 'UBB') and f.tanggal = p_business_date and s.store_code = 'TANPA TOKO'
        having count(*) > 0
        union all
        select 4, format('%s toko belum mempunyai target bulan ini; penjualannya dihitung, targetnya tidak.', r.stores_without_target)
          from pg_temp.report_rows r where r.period = 'bulan' and r.branch is null and r.stores_without_target > 0
      ) w), '[]');
end;
$$;
comment on function mart.daily_sales_warnings(date) is 'What the reader should know about the data behind the sales report. Internal; reads pg_temp.report_rows.';
