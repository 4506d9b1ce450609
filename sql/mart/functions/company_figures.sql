-- Median and median deviation: one holiday or one wrong day among the values before moves neither, and both can be redone by hand.
create or replace function mart.company_figures(p_on date)
returns table (
  department text, figure text, title text, unit text, value numeric, usual numeric, deviation numeric, days integer,
  change_pct numeric, is_unusual boolean, sentence text
)
language sql stable
as $$
  with s as materialized (
    select util.setting_integer('company.usual_days') as usual_days, util.setting_integer('company.usual_min_days') as min_days,
           util.setting_numeric('company.unusual_deviations') as deviations, util.setting_numeric('company.unusual_pct') as pct,
           split_part(mart.date_text(p_on, 'long'), ',', 1) as weekday
  ), v as materialized (
    select x.* from s cross join lateral mart.company_values(p_on, s.usual_days) x
  ), middle as (
    select v.figure, percentile_cont(0.5) within group (order by v.value)::numeric as usual, count(*)::integer as days
      from v where v.on_date < p_on group by v.figure
  ), spread as (
    select v.figure, percentile_cont(0.5) within group (order by abs(v.value - m.usual))::numeric as deviation
      from v join middle m on m.figure = v.figure where v.on_date < p_on group by v.figure
  ), judged as (
    select v.department, v.figure, v.title, v.unit, v.value, m.usual, d.deviation, coalesce(m.days, 0) as days,
           (v.value - m.usual) * 100 / nullif(abs(m.usual), 0) as change_pct,
           coalesce(m.days >= s.min_days and abs(v.value - m.usual) > s.deviations * d.deviation
                    and abs(v.value - m.usual) * 100 > s.pct * abs(m.usual), false) as is_unusual,
           s.weekday, s.deviations
      from v
     cross join s
      left join middle m on m.figure = v.figure
      left join spread d on d.figure = v.figure
     where v.on_date = p_on
  )
  select j.department, j.figure, j.title, j.unit, j.value, j.usual, j.deviation, j.days, j.change_pct, j.is_unusual,
         case when j.is_unusual then format('%s hari %s %s; biasanya %s (median %s hari %s sebelumnya, simpangan median %s, batas %s×).',
           upper(left(j.title, 1)) || substr(j.title, 2), j.weekday, mart.figure_text(j.value, j.unit), mart.figure_text(j.usual, j.unit), j.days, j.weekday,
           mart.figure_text(j.deviation, j.unit), replace(trim_scale(j.deviations)::text, '.', ',')) end
    from judged j
$$;
comment on function mart.company_figures(date) is 'Figures of the departments on a day against the same weekdays before it: usual = their median, deviation = the median distance from it, change_pct against the median. is_unusual: further away than company.unusual_deviations deviations and company.unusual_pct percent, with company.usual_min_days values at least; sentence explains it.';
