create or replace function mart.control_stock_changes(p_business_date date)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date;
  v_rows jsonb;
begin
  select f.business_date, f.figures -> 'rows' into v_date, v_rows from mart.frozen_before('report.control_stock', p_business_date) f limit 1;
  if not found then
    return jsonb_build_object('since_text', null, 'items', '[]'::jsonb);
  end if;
  return jsonb_build_object(
    'since_text', 'dibanding ' || mart.date_text(v_date),
    'items', coalesce((
      with before as (
        select b ->> 'kode_mix' as kode_mix, (b ->> 'is_mapped')::boolean as is_mapped, b ->> 'flag' as flag, (b ->> 'total_pairs')::numeric as total
          from jsonb_array_elements(v_rows) b
      ), joined as (
        select n.article, n.flag, o.flag as old_flag, n.urgency, o.kode_mix is null as is_added, n.total_pairs, o.total
          from pg_temp.report_rows n left join before o on o.kode_mix = n.kode_mix and o.is_mapped = n.is_mapped
      )
      select jsonb_agg(x.line order by x.place)
        from (
          select 1 as place, format('%s artikel baru WAJIB PO: %s', count(*),
                   string_agg(j.article, ', ' order by j.urgency) filter (where j.urgency <= 1000 and j.rn <= 5)
                   || case when count(*) > 5 then format(' dan %s lainnya', count(*) - 5) else '' end) as line
            from (select j.*, row_number() over (order by j.urgency) as rn from joined j where j.flag = 'MUST_PO' and j.old_flag is distinct from 'MUST_PO') j
          having count(*) > 0
          union all
          select 2, format('%s artikel tidak lagi WAJIB PO: %s', count(*),
                   string_agg(j.article, ', ' order by j.rn) filter (where j.rn <= 5) || case when count(*) > 5 then format(' dan %s lainnya', count(*) - 5) else '' end)
            from (select j.*, row_number() over (order by j.article collate "C") as rn from joined j where j.old_flag = 'MUST_PO' and j.flag <> 'MUST_PO') j
          having count(*) > 0
          union all
          select 3, format('%s artikel baru overstock.', count(*)) from joined j where j.flag = 'OVERSTOCK' and j.old_flag is distinct from 'OVERSTOCK' having count(*) > 0
          union all
          select 4, format('%s artikel tidak lagi overstock.', count(*)) from joined j where j.old_flag = 'OVERSTOCK' and j.flag <> 'OVERSTOCK' having count(*) > 0
          union all
          select 5, format('Total stok %s pasang, %s.', mart.number_text(t.total), case
                   when t.total > t.old then 'naik ' || mart.number_text(t.total - t.old) || ' pasang'
                   when t.total < t.old then 'turun ' || mart.number_text(t.old - t.total) || ' pasang'
                   else 'tetap' end)
            from (select (select coalesce(sum(j.total_pairs), 0) from joined j) as total, (select coalesce(sum(b.total), 0) from before b) as old) t
        ) x), '[]'));
end;
$$;
comment on function mart.control_stock_changes(date) is 'What changed since the last frozen Control Stock report. Internal; reads pg_temp.report_rows.';
