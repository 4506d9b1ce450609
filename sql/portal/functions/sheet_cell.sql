create or replace function portal.sheet_cell(p_column integer, p_line bigint)
returns text
language plpgsql immutable
as $$
declare
  v_letters text := '';
  v_rest integer := p_column;
begin
  while v_rest > 0 loop
    v_letters := chr(65 + (v_rest - 1) % 26) || v_letters;
    v_rest := (v_rest - 1) / 26;
  end loop;
  return nullif(v_letters || coalesce(p_line::text, ''), '');
end;
$$;
comment on function portal.sheet_cell(integer, bigint) is 'Name of a cell as people know it from the Sheet: column 3 of row 17 is C17. Without a column the row alone, without a row the letters.';
