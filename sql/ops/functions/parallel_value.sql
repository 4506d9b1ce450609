-- Both sides go through this one function, so that nothing differs but what a person would call different. A number or date that
-- cannot be read stays the text that it is: it differs, and is shown as it was written.
create or replace function ops.parallel_value(p_cell jsonb, p_column ops.parallel_columns, p_decimal_mark text, p_is_ours boolean)
returns text
language plpgsql immutable
as $$
declare
  v_text text := nullif(regexp_replace(btrim(p_cell #>> '{}', E' \t\r\n\u00a0'), '\s+', ' ', 'g'), '');
  v_number numeric;
begin
  if p_is_ours then
    v_text := coalesce(p_column.words ->> coalesce(v_text, ''), v_text);
  elsif v_text is null and p_column.blank_is_zero then
    return '0';
  end if;
  if v_text is null then
    return null;
  end if;
  if p_column.data_type = 'number' then
    v_number := case when jsonb_typeof(p_cell) = 'number' then v_text::numeric
                     when p_is_ours then ops.parallel_number(v_text, 'point')
                     else ops.parallel_number(v_text, p_decimal_mark) end;
    if p_column.decimals is not null then
      v_number := sign(v_number) * floor(abs(v_number) * 10::numeric ^ p_column.decimals + 0.5) / 10::numeric ^ p_column.decimals;
    end if;
    -- The sign of nothing: -0.04 with one decimal is 0.
    return coalesce(trim_scale(v_number)::text, v_text);
  elsif p_column.data_type = 'date' then
    return case
      -- A Sheet counts days from here.
      when jsonb_typeof(p_cell) = 'number' and v_text ~ '^\d{1,6}$' then (date '1899-12-30' + v_text::integer)::text
      when v_text ~ '^\d{4}-\d{2}-\d{2}' then left(v_text, 10)
      when v_text ~ '^\d{1,2}/\d{1,2}/\d{4}' then format('%s-%s-%s', substring(v_text from '(\d{4})'),
        lpad(substring(v_text from '^\d+/(\d+)'), 2, '0'), lpad(substring(v_text from '^(\d+)'), 2, '0'))
      else v_text end;
  end if;
  return v_text;
end;
$$;
comment on function ops.parallel_value(jsonb, ops.parallel_columns, text, boolean) is 'A cell in the one form in which it is compared: trimmed; numbers plain and rounded to the column''s decimals; dates ISO; on our side with the person''s words. NULL: nothing.';
