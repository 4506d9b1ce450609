-- What a person types becomes a value of its type, or a sentence that says what to type. The text that comes back is bound
-- as a parameter and cast; it never becomes part of a statement.
create or replace function ops.report_filter_value(p_filter jsonb, p_value jsonb)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text := btrim(p_value #>> '{}');
  v_today date := util.local_date(util.now());
  v_ok boolean;
begin
  if jsonb_typeof(p_value) in ('string', 'number', 'boolean') and v_text <> '' and length(v_text) <= 200 then
    begin
      case p_filter ->> 'type'
        when 'text' then
          return v_text;
        when 'integer' then
          v_ok := v_text ~ '^-?[0-9]{1,9}$';
        when 'number' then
          v_ok := v_text ~ '^-?[0-9]{1,15}([.,][0-9]{1,6})?$';
          v_text := replace(v_text, ',', '.');
        when 'boolean' then
          v_text := case when lower(v_text) in ('ya', 'true', '1') then 'true' when lower(v_text) in ('tidak', 'false', '0') then 'false' end;
          v_ok := v_text is not null;
        when 'date' then
          v_text := case lower(v_text) when 'kemarin' then to_char(v_today - 1, 'YYYY-MM-DD') when 'hari ini' then to_char(v_today, 'YYYY-MM-DD') else v_text end;
          v_ok := v_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and v_text::date is not null;
        when 'month' then
          v_text := case lower(v_text) when 'bulan ini' then to_char(v_today, 'YYYY-MM') else v_text end || '-01';
          v_ok := v_text ~ '^[0-9]{4}-[0-9]{2}-01$' and v_text::date is not null;
        else
          v_ok := false;
      end case;
    exception when datetime_field_overflow or invalid_datetime_format then
      v_ok := false;
    end;
    if v_ok then
      return v_text;
    end if;
  end if;
  raise exception 'filter % does not take this value', p_filter ->> 'name'
    using errcode = 'MD101', detail = jsonb_build_object('filter', p_filter ->> 'name', 'type', p_filter ->> 'type', 'value', left(p_value::text, 200))::text,
          hint = format('It takes %s, for example %s=%s.', case p_filter ->> 'type'
            when 'date' then 'a date (YYYY-MM-DD, kemarin, hari ini)' when 'month' then 'a month (YYYY-MM, bulan ini)' when 'integer' then 'a whole number'
            when 'number' then 'a number' when 'boolean' then 'ya or tidak' else 'a text of at most 200 characters' end,
            p_filter ->> 'name', p_filter ->> 'example');
end;
$$;
comment on function ops.report_filter_value(jsonb, jsonb) is 'A filter''s value as text that casts to its type (text, integer, number, boolean, date, month; kemarin, hari ini, bulan ini). MD101 with an example. Internal.';
