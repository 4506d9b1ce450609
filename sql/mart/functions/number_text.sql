-- Rounding for display only, half up: what decides compares exact numbers.
create or replace function mart.number_text(p_number numeric, p_decimals integer default 0)
returns text
language sql immutable
as $$
  select translate(
    to_char(floor(p_number * 10::numeric ^ p_decimals + 0.5) / 10::numeric ^ p_decimals,
            'FM999,999,999,999,999,990' || case when p_decimals > 0 then '.' || repeat('0', p_decimals) else '' end),
    ',.', '.,')
$$;
comment on function mart.number_text(numeric, integer) is 'A number as an Indonesian office writes it: 1.234,5. Rounded half up; NULL stays NULL.';
