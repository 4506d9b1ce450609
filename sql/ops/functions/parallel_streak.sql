-- Days in a row that matched, up to a day. A day without a comparison neither counts nor starts the count again.
create or replace function ops.parallel_streak(p_definition_key text, p_up_to date)
returns table (days integer, since date)
language sql stable
as $$
  select count(*)::integer, min(r.business_date)
    from ops.parallel_settings s
    join ops.parallel_runs r on r.definition_key = s.definition_key and r.is_current and r.outcome = 'match'
   where s.definition_key = p_definition_key
     and r.business_date <= p_up_to
     and r.business_date >= coalesce(s.counts_from, '-infinity')
     and r.business_date > coalesce((
       select max(x.business_date) from ops.parallel_runs x
        where x.definition_key = p_definition_key and x.is_current and x.outcome = 'differs' and x.business_date <= p_up_to), '-infinity')
$$;
comment on function ops.parallel_streak(text, date) is 'How many days up to this one matched without a difference between them, and since which. A missing day neither counts nor restarts.';
