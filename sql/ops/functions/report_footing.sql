create or replace function ops.report_footing(p_business_date date)
returns text
language sql stable
as $$
  select md5(concat_ws(' ', ops.report_basis(),
           (select string_agg(h.load_id || h.status, ' ' order by h.load_id) from raw.load_history h
             where h.status = 'accepted' and (h.kind = 'sales' and h.covers_to >= p_business_date - 130
                or h.kind = 'stock' and h.snapshot_date between p_business_date - 31 and p_business_date))))
$$;
comment on function ops.report_footing(date) is 'Mappings, thresholds and accepted loads that a report of a day can stand on, as one word: it changes when one of them does. Internal.';
