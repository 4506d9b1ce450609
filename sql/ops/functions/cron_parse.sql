create or replace function ops.cron_parse(
  p_expression text,
  out minutes integer[], out hours integer[], out days integer[], out months integer[], out weekdays integer[],
  out is_any_day boolean, out is_any_weekday boolean, out is_fixed boolean
)
language plpgsql immutable
as $$
declare
  v_fields text[] := regexp_split_to_array(trim(p_expression), '\s+');
begin
  if cardinality(v_fields) is distinct from 5 then
    raise exception 'a cron expression has five fields, and "%" has %', p_expression, coalesce(cardinality(v_fields), 0)
      using errcode = 'MD105', detail = jsonb_build_object('field', 'expression', 'value', p_expression)::text,
            hint = 'Minute, hour, day of month, month, day of week: 0 5 * * * is each day at 05:00.';
  end if;
  minutes := ops.cron_field(v_fields[1], 'minute', 0, 59);
  hours := ops.cron_field(v_fields[2], 'hour', 0, 23);
  days := ops.cron_field(v_fields[3], 'day of month', 1, 31);
  months := ops.cron_field(v_fields[4], 'month', 1, 12, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}');
  weekdays := array(select distinct w % 7 from unnest(ops.cron_field(v_fields[5], 'day of week', 0, 7, '{sun,mon,tue,wed,thu,fri,sat}')) as u (w));
  is_any_day := v_fields[3] = '*';
  is_any_weekday := v_fields[5] = '*';
  is_fixed := v_fields[1] !~ '[*/]' and v_fields[2] !~ '[*/]';
  -- The thirtieth of February: a schedule that never comes is a mistake.
  if is_any_weekday and not exists (
    select from unnest(months) as m (month) where days[1] <= case when m.month = 2 then 29 when m.month in (4, 6, 9, 11) then 30 else 31 end
  ) then
    raise exception 'the cron expression "%" names a day that never comes', p_expression
      using errcode = 'MD105', detail = jsonb_build_object('field', 'day of month', 'value', v_fields[3])::text,
            hint = 'February has at most 29 days; April, June, September and November have 30.';
  end if;
end;
$$;
comment on function ops.cron_parse(text) is
  'The five fields of a cron expression as lists. is_fixed: minute and hour are named without * and /, so it means moments of the day. MD105 names the field that is wrong.';
