-- Daylight saving. A schedule that names its moments (no * or / in minute and hour) loses none and doubles none: a local time
-- that does not exist is taken at the first instant after the gap, one that exists twice is taken the first time. A schedule
-- of intervals (*/15) goes by elapsed time: nothing in the gap, both hours when the hour repeats.
create or replace function ops.cron_slots(p_expression text, p_time_zone text, p_from timestamptz, p_to timestamptz)
returns setof timestamptz
language plpgsql stable
as $$
declare
  v_cron record := ops.cron_parse(p_expression);
begin
  return query
    with days as (
      select g.day::date as day,
             -- Offsets half a day before and half a day after: equal on all days but two a year.
             (e.early at time zone p_time_zone) - (e.early at time zone 'UTC') as offset_before,
             (e.late at time zone p_time_zone) - (e.late at time zone 'UTC') as offset_after,
             e.early, e.late
        from generate_series(
               date_trunc('day', p_from at time zone p_time_zone) - interval '1 day', date_trunc('day', p_to at time zone p_time_zone) + interval '1 day',
               interval '1 day') as g (day)
       cross join lateral (
         select (g.day - interval '12 hours') at time zone p_time_zone as early, (g.day + interval '36 hours') at time zone p_time_zone as late
       ) e
       where extract(month from g.day)::integer = any (v_cron.months)
         and case
               when v_cron.is_any_day then extract(dow from g.day)::integer = any (v_cron.weekdays)
               when v_cron.is_any_weekday then extract(day from g.day)::integer = any (v_cron.days)
               else extract(dow from g.day)::integer = any (v_cron.weekdays) or extract(day from g.day)::integer = any (v_cron.days)
             end
    ),
    moments as (
      select d.*, d.day + make_interval(hours => h.hour, mins => m.minute) as local_at
        from days d
       cross join unnest(v_cron.hours) as h (hour)
       cross join unnest(v_cron.minutes) as m (minute)
    ),
    candidates as (
      select m.*, (m.local_at - m.offset_before) at time zone 'UTC' as first_at, (m.local_at - m.offset_after) at time zone 'UTC' as second_at
        from moments m
    ),
    slots as (
      select c.first_at as slot_at from candidates c where c.offset_before = c.offset_after
      union
      select s.slot_at
        from candidates c
       cross join lateral (
         select (c.first_at at time zone p_time_zone) = c.local_at as is_first, (c.second_at at time zone p_time_zone) = c.local_at as is_second
       ) t
       cross join lateral (
         select c.first_at as slot_at where t.is_first
         union all
         select c.second_at where t.is_second and not (t.is_first and v_cron.is_fixed)
         union all
         select j.jump_at
           from (select ops.time_zone_jump(p_time_zone, c.early, c.late) as jump_at) j
          where not t.is_first and not t.is_second and v_cron.is_fixed and (j.jump_at at time zone p_time_zone)::date = c.day
       ) s
       where c.offset_before <> c.offset_after
    )
    select s.slot_at from slots s where s.slot_at >= p_from and s.slot_at < p_to order by s.slot_at;
end;
$$;
comment on function ops.cron_slots(text, text, timestamptz, timestamptz) is
  'The slots of a cron expression (five fields, names, lists, ranges, steps; 0 and 7 are Sunday; day of month or day of week when both are given) in a time zone, from p_from inclusive to p_to exclusive, in order. MD105 names the field that is wrong.';
