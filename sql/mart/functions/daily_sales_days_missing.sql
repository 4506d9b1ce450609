create or replace function mart.daily_sales_days_missing(p_business_date date)
returns integer
language sql stable
as $$
  select 3 * extract(day from p_business_date)::integer
         - (select count(*)::integer from core.sales_days d
             where d.tanggal between date_trunc('month', p_business_date::timestamp)::date and p_business_date)
$$;
comment on function mart.daily_sales_days_missing(date) is 'Days of an entity in the month up to the date that have no accepted sales.';
