-- Three time zones in one company: a receipt belongs to the day on the wall of its own shop. A time with an offset says
-- which instant it was; one without is the shop's own clock, unless the setting names the zone of the export.
create or replace function raw.pos_day(p_moment text, p_time_zone text, p_clock text)
returns date
language sql stable
as $$
  select case
    when p_moment ~ '(Z|[+-]\d\d:\d\d)$' then util.local_date(p_moment::timestamptz, p_time_zone)
    when p_clock = 'store' then p_moment::timestamp::date
    else util.local_date(p_moment::timestamp at time zone p_clock, p_time_zone)
  end;
$$;
comment on function raw.pos_day(text, text, text) is 'Day of a printed moment at a shop in zone p_time_zone. p_clock: whose clock a moment without offset is (setting iseller.time_zone). Internal.';
