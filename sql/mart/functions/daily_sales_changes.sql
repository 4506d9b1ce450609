create or replace function mart.daily_sales_changes(p_business_date date)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date;
  v_rows jsonb;
begin
  select f.business_date, f.figures -> 'rows' into v_date, v_rows from mart.frozen_before('report.daily_sales', p_business_date) f limit 1;
  if not found then
    return jsonb_build_object('since_text', null, 'items', '[]'::jsonb);
  end if;
  return jsonb_build_object(
    'since_text', 'dibanding ' || mart.date_text(v_date),
    'items', coalesce((
      with before as (
        select b ->> 'period' as period, b ->> 'branch' as branch, (b ->> 'sales_amount')::numeric as sales,
               (b ->> 'transaction_count')::integer as transactions, (b ->> 'is_on_track')::boolean as is_on_track
          from jsonb_array_elements(v_rows) b
      ), both_days as (
        select n.period, n.branch, n.sales_amount as sales, n.transaction_count as transactions, n.is_on_track, o.sales as old_sales,
               o.transactions as old_transactions, o.is_on_track as was_on_track
          from pg_temp.report_rows n join before o on o.period = n.period and o.branch is not distinct from n.branch
      )
      select jsonb_agg(x.line order by x.place)
        from (
          select 1 as place, format('Penjualan %s (%s transaksi), %s.', mart.rupiah_text(b.sales), mart.number_text(b.transactions), case
                   when b.sales > b.old_sales then format('naik %s dari %s (%s transaksi)', mart.rupiah_text(b.sales - b.old_sales), mart.rupiah_text(b.old_sales), mart.number_text(b.old_transactions))
                   when b.sales < b.old_sales then format('turun %s dari %s (%s transaksi)', mart.rupiah_text(b.old_sales - b.sales), mart.rupiah_text(b.old_sales), mart.number_text(b.old_transactions))
                   else 'tetap' end) as line
            from both_days b where b.period = 'hari' and b.branch is null
          union all
          -- The target of a month begins anew with it: only within one month is a change of standing news.
          select 2, format('Bulan berjalan turun menjadi Below Target: %s.', string_agg(b.branch, ', ' order by b.branch collate "C"))
            from both_days b
           where b.period = 'bulan' and b.branch is not null and b.was_on_track and not b.is_on_track
             and date_trunc('month', v_date::timestamp) = date_trunc('month', p_business_date::timestamp)
          having count(*) > 0
          union all
          select 3, format('Bulan berjalan kembali On Track: %s.', string_agg(b.branch, ', ' order by b.branch collate "C"))
            from both_days b
           where b.period = 'bulan' and b.branch is not null and not b.was_on_track and b.is_on_track
             and date_trunc('month', v_date::timestamp) = date_trunc('month', p_business_date::timestamp)
          having count(*) > 0
        ) x), '[]'));
end;
$$;
comment on function mart.daily_sales_changes(date) is 'What changed since the last frozen sales report. Internal; reads pg_temp.report_rows.';
