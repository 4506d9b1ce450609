create or replace function mart.since_text(p_since timestamptz, p_now timestamptz)
returns text
language sql stable
as $$
  select case d.days
    when 0 then 'sejak ' || to_char(p_since at time zone 'Asia/Jakarta', 'HH24.MI')
    else format('sejak %s (%s hari)', mart.date_text(util.local_date(p_since)), d.days) end
    from (select util.local_date(p_now) - util.local_date(p_since) as days) d
$$;
comment on function mart.since_text(timestamptz, timestamptz) is 'Since when, for people in Jakarta: "sejak 05.12" on the same day, else "sejak 7 Feb 2026 (2 hari)".';
