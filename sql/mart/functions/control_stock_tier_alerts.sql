-- Compared with the last frozen report before this day. Shares are compared cross-multiplied: 1 of 3 is not more than 2 of 6.
create or replace function mart.control_stock_tier_alerts(p_business_date date)
returns table (tier_label text, line text)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date;
  v_rows jsonb;
begin
  select f.business_date, f.figures -> 'rows' into v_date, v_rows
    from mart.frozen_before('report.control_stock', p_business_date) f
   where (f.figures ->> 'is_ready')::boolean
   limit 1;
  return query
    with before as (
      select coalesce(b ->> 'tier', 'UNMAPPED') as tier_label, count(*) as articles, count(*) filter (where b ->> 'flag' = 'MUST_PO') as must_po
        from jsonb_array_elements(v_rows) b group by 1
    ), now as (
      select r.tier_label, count(*) as articles, count(*) filter (where r.flag = 'MUST_PO') as must_po from pg_temp.report_rows r group by 1
    )
    select n.tier_label, format('Perhatian tier: bagian artikel WAJIB PO naik dari %s%% menjadi %s%% (%s dari %s artikel) dibanding %s.',
             mart.number_text(100.0 * b.must_po / b.articles, 1), mart.number_text(100.0 * n.must_po / n.articles, 1),
             mart.number_text(n.must_po), mart.number_text(n.articles), mart.date_text(v_date))
      from now n
      join before b on b.tier_label = n.tier_label
     where n.must_po * b.articles > b.must_po * n.articles;
end;
$$;
comment on function mart.control_stock_tier_alerts(date) is 'Tiers in which the share of articles that must be ordered rose since the last frozen report, each with its line. Internal; reads pg_temp.report_rows.';
