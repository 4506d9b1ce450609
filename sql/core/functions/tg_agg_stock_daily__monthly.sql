create or replace function core.tg_agg_stock_daily__monthly()
returns trigger
language plpgsql
as $$
begin
  if tg_op in ('DELETE', 'UPDATE') then
    update core.agg_stock_monthly a
       set filled_days = a.filled_days & ~d.days
      from (
        select date_trunc('month', r.snapshot_date::timestamp)::date as month, r.kode_mix, r.is_mapped,
               bit_or(1 << (extract(day from r.snapshot_date)::integer - 1)) as days
          from removed r group by 1, 2, 3
      ) d
     where a.month = d.month and a.kode_mix = d.kode_mix and a.is_mapped = d.is_mapped and a.filled_days & d.days <> 0;
  end if;
  if tg_op in ('INSERT', 'UPDATE') then
    insert into core.agg_stock_monthly as a (month, kode_mix, is_mapped, filled_days)
    select date_trunc('month', n.snapshot_date::timestamp)::date, n.kode_mix, n.is_mapped,
           bit_or(1 << (extract(day from n.snapshot_date)::integer - 1))
      from added n
     where n.total_pairs > 0
     group by 1, 2, 3
    on conflict (month, kode_mix, is_mapped) do update set filled_days = a.filled_days | excluded.filled_days
     where a.filled_days <> a.filled_days | excluded.filled_days;
  end if;
  return null;
end;
$$;
comment on function core.tg_agg_stock_daily__monthly() is 'Trigger: the days of a month on which an article had stock follow the days themselves.';
