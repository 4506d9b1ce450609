-- An invoice whose lines belong to shops of two branches counts in both, and once in all: distinct invoices, not a sum.
-- Compared cross-multiplied, as in mart.sales_mtd_vs_target: sales × days of the month against target × days passed.
create or replace function mart.daily_sales(p_business_date date)
returns table (
  period text, branch text, date_from date, date_to date, day_count integer, days_in_month integer, line_count integer,
  transaction_count integer, pairs_qty numeric, gross_amount numeric, return_count integer, return_amount numeric,
  sales_amount numeric, average_amount numeric, month_target_amount numeric, target_amount numeric, achievement_pct numeric,
  is_on_track boolean, stores_without_target integer
)
language sql stable
as $$
  with w as materialized (
    select date_trunc('month', p_business_date::timestamp)::date as month,
           extract(day from date_trunc('month', p_business_date::timestamp) + interval '1 month' - interval '1 day')::integer as days_in_month,
           util.setting_numeric('daily_sales.on_track_pct') as on_track_pct
  ), periods as materialized (
    select x.period, x.date_from, x.day_count
      from w
     cross join lateral (values ('hari', p_business_date, 1), ('bulan', w.month, p_business_date - w.month + 1)) as x (period, date_from, day_count)
  ), lines as materialized (
    -- The list of entities is there for the index: it begins with the entity.
    select f.entity, f.tanggal, f.nomor_invoice, coalesce(s.branch, 'TANPA CABANG') as branch, s.store_code, f.pairs_qty, f.total_amount
      from core.fact_sales f
      join core.dim_store s on s.store_id = f.store_id
     where f.entity in ('DDD', 'MBB', 'UBB') and f.tanggal between (select w.month from w) and p_business_date
  ), sold as (
    select p.period, l.branch, grouping(l.branch) = 1 as is_total, count(*)::integer as line_count,
           count(distinct (l.entity, l.nomor_invoice)) filter (where l.pairs_qty > 0)::integer as transaction_count,
           sum(l.pairs_qty) as pairs,
           coalesce(sum(l.total_amount) filter (where l.pairs_qty >= 0), 0) as gross,
           count(distinct (l.entity, l.nomor_invoice)) filter (where l.pairs_qty < 0)::integer as return_count,
           coalesce(-sum(l.total_amount) filter (where l.pairs_qty < 0), 0) as returned
      from periods p
      join lines l on l.tanggal >= p.date_from
     group by grouping sets ((p.period, l.branch), (p.period))
  ), shops as (
    -- Shops that sold something this month, or should have.
    select coalesce(d.branch, 'TANPA CABANG') as branch, t.target_amount
      from core.dim_store d
      left join mart.store_targets(p_business_date) t on t.store_code = d.store_code
     where t.target_amount is not null or exists (select from lines l where l.store_code = d.store_code)
  ), targets as (
    select s.branch, grouping(s.branch) = 1 as is_total, sum(s.target_amount) as amount,
           count(*) filter (where s.target_amount is null)::integer as without_target
      from shops s
     group by grouping sets ((s.branch), ())
  )
  select p.period, t.branch, p.date_from, p_business_date, p.day_count, w.days_in_month, coalesce(x.line_count, 0),
         coalesce(x.transaction_count, 0), coalesce(x.pairs, 0), coalesce(x.gross, 0), coalesce(x.return_count, 0), coalesce(x.returned, 0),
         n.sales, n.sales / nullif(x.transaction_count, 0), t.amount, t.amount * p.day_count / w.days_in_month,
         n.sales * 100 * w.days_in_month / nullif(t.amount * p.day_count, 0),
         case when t.amount > 0 then n.sales * 100 * w.days_in_month >= w.on_track_pct * t.amount * p.day_count end,
         t.without_target
    from w
   cross join periods p
   cross join targets t
    left join sold x on x.period = p.period and x.is_total = t.is_total and x.branch is not distinct from t.branch
   cross join lateral (select coalesce(x.gross, 0) - coalesce(x.returned, 0) as sales) n
$$;
comment on function mart.daily_sales(date) is 'Sales of a day (period hari) and of its month up to that day (bulan), per branch and in all (branch NULL): transactions = distinct invoices with a sold pair, returns not counted; amounts in rupiah incl. tax, returns subtracted; target = month''s target × days ÷ days of the month; is_on_track NULL without a target or with one of 0.';
