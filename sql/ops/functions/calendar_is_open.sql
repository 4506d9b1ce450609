-- The same days on which the clock of ops.calendar_add runs.
create or replace function ops.calendar_is_open(p_calendar_key text, p_on date)
returns boolean
language sql stable
as $$
  select coalesce(
    (select extract(isodow from p_on)::integer = any (c.working_weekdays)
            and not exists (select from ops.holidays h where h.calendar_key = c.key and h.day_on = p_on)
       from ops.calendars c where c.key = p_calendar_key), true);
$$;
comment on function ops.calendar_is_open(text, date) is 'True on the working days of a calendar; always when there is no such calendar.';
