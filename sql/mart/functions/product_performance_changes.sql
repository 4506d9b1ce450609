create or replace function mart.product_performance_changes(p_business_date date)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_top integer := util.setting_integer('report.top_rows');
  v_date date;
  v_rows jsonb;
begin
  select f.business_date, f.figures -> 'rows' into v_date, v_rows from mart.frozen_before('report.product_performance', p_business_date) f limit 1;
  if not found then
    return jsonb_build_object('since_text', null, 'items', '[]'::jsonb);
  end if;
  return jsonb_build_object(
    'since_text', 'dibanding ' || mart.date_text(v_date),
    'items', coalesce((
      with before as (
        select b ->> 'kode_mix' as kode_mix, (b ->> 'is_mapped')::boolean as is_mapped, (b ->> 'revenue_rank')::integer as revenue_rank,
               (b ->> 'revenue_amount')::numeric as revenue
          from jsonb_array_elements(v_rows) b
      ), told as (
        select r.article, r.revenue_rank, r.revenue_amount, o.revenue_rank as old_rank
          from pg_temp.report_rows r left join before o on o.kode_mix = r.kode_mix and o.is_mapped = r.is_mapped
      )
      select jsonb_agg(x.line order by x.place)
        from (
          select 1 as place, format('Pendapatan %s, %s.', mart.rupiah_text(t.now), case
                   when t.now > t.old then 'naik ' || mart.rupiah_text(t.now - t.old)
                   when t.now < t.old then 'turun ' || mart.rupiah_text(t.old - t.now) else 'tetap' end) as line
            from (select (select coalesce(sum(n.revenue_amount), 0) from told n) as now, (select coalesce(sum(b.revenue), 0) from before b) as old) t
          union all
          select 2, format('Baru masuk %s teratas: %s.', v_top, string_agg(n.article || coalesce(' (dari ' || n.old_rank || ')', ''), ', ' order by n.revenue_rank))
            from told n where n.revenue_rank <= v_top and n.revenue_amount > 0 and (n.old_rank is null or n.old_rank > v_top) having count(*) > 0
          union all
          select 3, format('Keluar dari %s teratas: %s.', v_top, string_agg(format('%s (sekarang %s)', n.article, n.revenue_rank), ', ' order by n.old_rank))
            from told n where n.old_rank <= v_top and n.revenue_rank > v_top having count(*) > 0
        ) x), '[]'));
end;
$$;
comment on function mart.product_performance_changes(date) is 'What changed since the last frozen product report. Internal; reads pg_temp.report_rows.';
