-- One home for the rule, so that the report, the view and the alert cannot disagree about a shop's target.
create or replace function mart.store_targets(p_as_of date)
returns table (store_code text, target_amount numeric)
language sql stable
as $$
  -- The month's own row; else the shop's usual target while the shop is open.
  select s.store_code,
         coalesce(t.amount, case when coalesce(s.opened_on, p_as_of) <= p_as_of
                                  and coalesce(s.closed_on, w.month) >= w.month then s.monthly_target end)
    from portal.store s
   cross join (select date_trunc('month', p_as_of::timestamp)::date as month) w
    left join portal.sales_target t on t.store_code = s.store_code and t.month = w.month
$$;
comment on function mart.store_targets(date) is 'The target of each shop for the whole month of the date, in rupiah; NULL when it has none.';
