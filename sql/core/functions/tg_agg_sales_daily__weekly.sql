-- By the rows that changed. What is taken away goes first: a week never holds fewer lines than none.
create or replace function core.tg_agg_sales_daily__weekly()
returns trigger
language plpgsql
as $$
begin
  if tg_op in ('DELETE', 'UPDATE') then
    with diff as (
      select date_trunc('week', r.tanggal::timestamp)::date as week, r.kode_mix, r.is_mapped, sum(r.pairs_qty) as pairs_qty, sum(r.line_count) as line_count
        from removed r group by 1, 2, 3
    ), gone as (
      delete from core.agg_sales_weekly a using diff d
       where a.week = d.week and a.kode_mix = d.kode_mix and a.is_mapped = d.is_mapped and a.line_count = d.line_count
    )
    update core.agg_sales_weekly a
       set pairs_qty = a.pairs_qty - d.pairs_qty, line_count = a.line_count - d.line_count
      from diff d
     where a.week = d.week and a.kode_mix = d.kode_mix and a.is_mapped = d.is_mapped and a.line_count <> d.line_count;
  end if;
  if tg_op in ('INSERT', 'UPDATE') then
    insert into core.agg_sales_weekly as a (week, kode_mix, is_mapped, pairs_qty, line_count)
    select date_trunc('week', n.tanggal::timestamp)::date, n.kode_mix, n.is_mapped, sum(n.pairs_qty), sum(n.line_count)
      from added n group by 1, 2, 3
    on conflict (week, kode_mix, is_mapped) do update
       set pairs_qty = a.pairs_qty + excluded.pairs_qty, line_count = a.line_count + excluded.line_count;
  end if;
  return null;
end;
$$;
comment on function core.tg_agg_sales_daily__weekly() is 'Trigger: the week moves with its days.';
