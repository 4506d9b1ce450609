-- The window is written with PostgreSQL's own month arithmetic: three months before 31 May is 28 (or 29) February.
create or replace function mart.control_stock_window(p_as_of date)
returns table (as_of date, sales_from date, sales_to date, is_ready boolean)
language sql stable
as $$
  with stock as (
    select max(d.snapshot_date) as as_of from core.stock_days d where d.snapshot_date <= p_as_of
  ), sales as materialized (
    -- From the newest day backwards, until one has all three: that day is the first or the second, however long the history.
    select (select h.business_date
              from raw.load_history h
             where h.kind = 'sales' and h.status = 'accepted' and h.business_date <= s.as_of
             group by h.business_date
            having count(distinct h.entity) = 3
             order by h.business_date desc
             limit 1) as sales_to
      from stock s
  ), win as (
    select s.as_of, ((t.sales_to::timestamp - interval '3 months')::date + 1) as sales_from, t.sales_to
      from stock s, sales t
     where t.sales_to is not null
  )
  select w.as_of, w.sales_from, w.sales_to,
         (select count(*) from core.sales_days d where d.tanggal between w.sales_from and w.sales_to) = 3 * (w.sales_to - w.sales_from + 1)
    from win w
$$;
comment on function mart.control_stock_window(date) is 'as_of: newest accepted stock at or before the date; sales_to: newest business date with sales of all three entities accepted; sales_from: first day of the three months; is_ready: sales of every day of the window are there. No row when stock or sales are missing.';
