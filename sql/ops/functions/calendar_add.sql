create or replace function ops.calendar_add(p_calendar_key text, p_from timestamptz, p_after interval)
returns timestamptz
language plpgsql stable
as $$
declare
  v_calendar ops.calendars;
  v_at timestamptz := p_from;
  v_day date;
  v_day_end timestamptz;
  v_left interval := make_interval(secs => extract(epoch from p_after)::double precision);
begin
  select c.* into v_calendar from ops.calendars c where c.key = p_calendar_key;
  if not found then
    return p_from + v_left;
  end if;
  -- Ten years of holidays: a calendar that never works is a mistake, and a deadline must come all the same.
  for v_try in 1 .. 3660 loop
    v_day := util.local_date(v_at, v_calendar.time_zone);
    v_day_end := (v_day + 1)::timestamp at time zone v_calendar.time_zone;
    if extract(isodow from v_day)::integer = any (v_calendar.working_weekdays)
       and not exists (select from ops.holidays h where h.calendar_key = p_calendar_key and h.day_on = v_day) then
      if v_at + v_left <= v_day_end then
        return v_at + v_left;
      end if;
      -- In seconds: a day of an interval is as long as the session's time zone says.
      v_left := v_left - make_interval(secs => extract(epoch from v_day_end - v_at)::double precision);
    end if;
    v_at := v_day_end;
  end loop;
  return v_at;
end;
$$;
comment on function ops.calendar_add(text, timestamptz, interval) is 'A moment plus a duration, whose clock stands still on holidays and days off of the calendar. Without a calendar every hour counts.';
