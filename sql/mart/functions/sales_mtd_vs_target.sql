-- Compared cross-multiplied: sales × days of the month against target × day, so that no rounded pace decides.
-- Sales of every shop count, also of one without a target; stores_without_target says how far a branch can be trusted.
create or replace function mart.sales_mtd_vs_target(p_as_of date)
returns table (
  level text, branch text, store_code text, name text, month date, as_of date, day_no integer, days_in_month integer,
  pairs_qty numeric, sales_amount numeric, target_amount numeric, target_to_date numeric, achievement_pct numeric, gap_amount numeric,
  stores_without_target integer, days_missing integer
)
language sql stable
as $$
  with w as materialized (
    select c.sales_to as as_of, m.month, extract(day from c.sales_to)::integer as day_no,
           extract(day from m.month + interval '1 month' - interval '1 day')::integer as days_in_month
      from mart.control_stock_window(p_as_of) c
     cross join lateral (select date_trunc('month', c.sales_to::timestamp)::date as month) m
  ), missing as (
    select 3 * w.day_no - (select count(*) from core.sales_days d where d.tanggal between w.month and w.as_of)::integer as days from w
  ), sold as (
    select f.store_id, sum(f.pairs_qty) as pairs, sum(f.total_amount) as amount
      from core.fact_sales f
     where f.entity in ('DDD', 'MBB', 'UBB') and f.tanggal between (select w.month from w) and (select w.as_of from w)
     group by f.store_id
  ), target as (
    select t.store_code, t.target_amount as amount from w cross join lateral mart.store_targets(w.as_of) t
  ), shop as (
    select d.store_code, d.name, coalesce(d.branch, 'TANPA CABANG') as branch,
           coalesce(x.pairs, 0) as pairs, coalesce(x.amount, 0) as amount, t.amount as target
      from core.dim_store d
      left join sold x on x.store_id = d.store_id
      left join target t on t.store_code = d.store_code
     where x.store_id is not null or t.amount is not null
  ), line as (
    select 'toko' as level, s.branch, s.store_code, s.name, s.pairs, s.amount, s.target, (s.target is null)::integer as without_target from shop s
    union all
    select 'cabang', s.branch, null, s.branch, sum(s.pairs), sum(s.amount), sum(s.target), count(*) filter (where s.target is null)::integer
      from shop s group by s.branch
    union all
    select 'semua', null, null, 'SEMUA', sum(s.pairs), sum(s.amount), sum(s.target), count(*) filter (where s.target is null)::integer
      from shop s having count(*) > 0
  )
  select l.level, l.branch, l.store_code, l.name, w.month, w.as_of, w.day_no, w.days_in_month, l.pairs, l.amount, l.target,
         l.target * w.day_no / w.days_in_month,
         l.amount * 100 * w.days_in_month / nullif(l.target * w.day_no, 0),
         l.amount - l.target * w.day_no / w.days_in_month,
         l.without_target, m.days
    from line l
   cross join w
   cross join missing m
$$;
comment on function mart.sales_mtd_vs_target(date) is 'Sales of the month up to the newest complete sales day at or before the date, less returns, incl. tax, against target × day ÷ days of the month: per shop (level toko), branch (cabang) and in all (semua). Achievement NULL without a target or with one of 0. days_missing: days of an entity in the month that have no accepted sales.';
