-- "at time zone" also takes abbreviations and formulas such as JKT+7, which means seven hours the other way round.
create or replace function ops.time_zone_require(p_time_zone text)
returns void
language plpgsql stable
as $$
begin
  if not exists (select from pg_timezone_names z where z.name = p_time_zone) then
    raise exception 'there is no time zone "%"', p_time_zone
      using errcode = 'MD105', detail = jsonb_build_object('field', 'time_zone', 'value', p_time_zone)::text,
            hint = 'Use a name such as Asia/Jakarta, Asia/Makassar, Asia/Jayapura or UTC (pg_timezone_names lists all).';
  end if;
end;
$$;
comment on function ops.time_zone_require(text) is 'MD105 unless it is the full name of a time zone.';
