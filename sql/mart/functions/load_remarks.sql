create or replace function mart.load_remarks(p_business_date date, p_kinds text[])
returns setof text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  -- The same remark about several companies is one line.
  select format('%s %s: %s', x.what, string_agg(x.entity, ', ' order by x.entity), x.message)
    from (
      select case h.kind when 'stock' then 'Stok' else 'Penjualan' end as what, h.entity, c ->> 'message' as message
        from raw.load_history h
       cross join jsonb_array_elements(h.validation) c
       where h.business_date = p_business_date and h.kind = any (p_kinds) and h.status = 'accepted'
         and c ->> 'severity' = 'warn' and not (c ->> 'passed')::boolean
    ) x
   group by x.what, x.message
  union all
  -- What a person answered for, or refused, in that person's words.
  select format('%s %s: %s %s: %s', case h.kind when 'stock' then 'Stok' else 'Penjualan' end, h.entity,
           case h.status when 'accepted' then 'data yang semula ditahan dilepas oleh' else 'data yang semula dipakai ditolak oleh' end,
           coalesce(p.name, h.decided_by), h.note)
         || coalesce(' (' || (select string_agg(c ->> 'message', ' ') from jsonb_array_elements(h.validation) c
                               where h.status = 'accepted' and c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean) || ')', '')
    from raw.load_history h
    left join ops.people p on p.id = h.decided_person_id
   where h.business_date = p_business_date and h.kind = any (p_kinds) and h.decided_at is not null
     and (h.status = 'accepted' or h.status = 'superseded' and h.superseded_by is null)
$$;
comment on function mart.load_remarks(date, text[]) is 'Remarks of the accepted loads of a day and what people decided about them, as lines for a report. Internal.';
