create or replace function mart.control_stock_warnings(p_business_date date)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_agg(w.line order by w.place, w.line)
      from (
        select 1 as place, x.line from mart.load_remarks(p_business_date, '{stock,sales}') x (line)
        union all
        select 2, format('%s artikel berstok minus: %s', count(*),
                 string_agg(r.article, ', ' order by r.total_pairs, r.kode_mix collate "C") filter (where r.negative_rank <= 5)
                 || case when count(*) > 5 then format(' dan %s lainnya', count(*) - 5) else '' end)
          from pg_temp.report_rows r where r.flag = 'NEGATIVE' having count(*) > 0
        union all
        select 3, format('%s artikel mempunyai tier yang berbeda antar kode; dipakai tier terkecil.', count(*))
          from core.dim_article a where a.tiers_differ and a.is_mapped having count(*) > 0
        union all
        select 4, format('%s artikel dikecualikan dari PO karena catatan.', count(*))
          from pg_temp.report_rows r where r.flag = 'MUST_PO' and r.note is not null and r.recommended_po = 0 having count(*) > 0
        union all
        select 5, format('Mutu data: %s temuan terbuka, %s baru sejak kemarin.', mart.number_text(count(*)),
                 mart.number_text(count(*) filter (where f.opened_at > util.now() - interval '1 day')))
          from ops.data_findings f where f.resolved_at is null having count(*) > 0
      ) w), '[]');
end;
$$;
comment on function mart.control_stock_warnings(date) is 'What the reader should know about the data behind the report. Internal; reads pg_temp.report_rows.';
