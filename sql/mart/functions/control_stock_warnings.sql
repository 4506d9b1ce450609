create or replace function mart.control_stock_warnings(p_business_date date)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_agg(w.line order by w.place, w.line)
      from (
        -- The same remark about several companies is one line.
        select 1 as place, format('%s %s: %s', x.what, string_agg(x.entity, ', ' order by x.entity), x.message) as line
          from (
            select case h.kind when 'stock' then 'Stok' else 'Penjualan' end as what, h.entity, c ->> 'message' as message
              from raw.load_history h
             cross join jsonb_array_elements(h.validation) c
             where h.business_date = p_business_date and h.status = 'accepted'
               and c ->> 'severity' = 'warn' and not (c ->> 'passed')::boolean
          ) x
         group by x.what, x.message
        union all
        -- What a person answered for, or refused, in that person's words.
        select 1, format('%s %s: %s %s: %s', case h.kind when 'stock' then 'Stok' else 'Penjualan' end, h.entity,
                 case h.status when 'accepted' then 'data yang semula ditahan dilepas oleh' else 'data yang semula dipakai ditolak oleh' end,
                 coalesce(p.name, h.decided_by), h.note)
               || coalesce(' (' || (select string_agg(c ->> 'message', ' ') from jsonb_array_elements(h.validation) c
                                     where h.status = 'accepted' and c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean) || ')', '')
          from raw.load_history h
          left join ops.people p on p.id = h.decided_person_id
         where h.business_date = p_business_date and h.decided_at is not null
           and (h.status = 'accepted' or h.status = 'superseded' and h.superseded_by is null)
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
