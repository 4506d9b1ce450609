create or replace function ops.time_zone_jump(p_time_zone text, p_from timestamptz, p_to timestamptz)
returns timestamptz
language plpgsql stable
as $$
declare
  v_before timestamptz := date_trunc('minute', p_from);
  v_after timestamptz := date_trunc('minute', p_to);
  v_offset interval := (v_before at time zone p_time_zone) - (v_before at time zone 'UTC');
  v_middle timestamptz;
begin
  while v_after - v_before > interval '1 minute' loop
    v_middle := date_trunc('minute', v_before + (v_after - v_before) / 2);
    if (v_middle at time zone p_time_zone) - (v_middle at time zone 'UTC') = v_offset then
      v_before := v_middle;
    else
      v_after := v_middle;
    end if;
  end loop;
  return v_after;
end;
$$;
comment on function ops.time_zone_jump(text, timestamptz, timestamptz) is 'The first instant between two at which the zone''s clocks stand differently, to the minute. The caller knows that there is one.';
