-- A mark is settled for each report, so that 1.234 is not guessed at: with a decimal comma a point parts thousands. Only what
-- cannot be thousands (1234.5, 0.25) is read as decimals all the same.
create or replace function ops.parallel_number(p_text text, p_decimal_mark text)
returns numeric
language sql immutable
as $$
  select case
    when x.t ~ '^[+-]?\d{1,30}$' then x.t::numeric
    when p_decimal_mark = 'comma' and x.t ~ '^[+-]?(\d{1,3}(\.\d{3})+|\d{1,30})(,\d{1,20})?$' then replace(replace(x.t, '.', ''), ',', '.')::numeric
    when p_decimal_mark = 'point' and x.t ~ '^[+-]?(\d{1,3}(,\d{3})+|\d{1,30})(\.\d{1,20})?$' then replace(x.t, ',', '')::numeric
    when p_decimal_mark = 'comma' and x.t ~ '^[+-]?\d{1,30}\.\d{1,20}$' then x.t::numeric end
    from (select regexp_replace(btrim(p_text, E' \t\u00a0'), '^([+-]?)\s*Rp\.?\s*', '\1', 'i') as t) x
$$;
comment on function ops.parallel_number(text, text) is 'A number as a person writes it, 1.234,5 (comma) or 1,234.5 (point), Rp in front or not. NULL: it is none.';
