create or replace function ops.cron_field(p_field text, p_name text, p_low integer, p_high integer, p_words text[] default '{}')
returns integer[]
language plpgsql immutable
as $$
declare
  v_part text;
  v_match text[];
  v_low integer;
  v_high integer;
  v_step integer;
  v_values integer[] := '{}';
begin
  foreach v_part in array string_to_array(lower(p_field), ',') loop
    v_match := regexp_match(v_part, '^(?:(\*)|([0-9]{1,2}|[a-z]{3})(?:-([0-9]{1,2}|[a-z]{3}))?)(?:/([0-9]{1,2}))?$');
    if v_match is null or (v_match[4] is not null and v_match[1] is null and v_match[3] is null) then
      raise exception 'cron field "%" (%) is not understood', p_name, p_field
        using errcode = 'MD105', detail = jsonb_build_object('field', p_name, 'value', p_field, 'part', v_part)::text,
              hint = 'Write *, a number, a list 1,2, a range 1-5, a step */15 or 1-30/5' || case when p_words <> '{}' then ', or names such as ' || p_words[2] else '' end || '.';
    end if;
    v_low := case when v_match[1] is not null then p_low else ops.cron_number(v_match[2], p_low, p_words) end;
    v_high := case when v_match[1] is not null then p_high
                   when v_match[3] is null then v_low
                   else ops.cron_number(v_match[3], p_low, p_words) end;
    -- Sunday may end a range: fri-sun.
    if p_name = 'day of week' and v_match[3] = 'sun' then
      v_high := 7;
    end if;
    v_step := coalesce(v_match[4]::integer, 1);
    if v_low is null or v_high is null or v_low < p_low or v_high > p_high or v_low > v_high or v_step not between 1 and least(p_high, p_high - p_low + 1) then
      raise exception 'cron field "%" (%) is outside of %-% or runs backwards', p_name, p_field, p_low, p_high
        using errcode = 'MD105', detail = jsonb_build_object('field', p_name, 'value', p_field, 'part', v_part)::text,
              hint = 'A range goes from the smaller to the greater: 22-23,0-2 instead of 22-2.';
    end if;
    v_values := v_values || array(select generate_series(v_low, v_high, v_step));
  end loop;
  return array(select distinct v from unnest(v_values) as u (v) order by v);
end;
$$;
comment on function ops.cron_field(text, text, integer, integer, text[]) is 'The values that one field of a cron expression allows, in order. MD105 names the field that is wrong.';
