-- Older versions print log lines before the answer, so it is looked for from the first brace, then from those that begin a line.
create or replace function ops.step_json(p_text text)
returns jsonb
language plpgsql immutable
as $$
declare
  v_try text;
  v_end integer := length(p_text) - position('}' in reverse(p_text)) + 1;
begin
  if p_text is null or position('{' in p_text) = 0 or v_end > length(p_text) then
    return null;
  end if;
  foreach v_try in array array_prepend(
      substr(p_text, position('{' in p_text), v_end - position('{' in p_text) + 1),
      array(select substr(p_text, m.at, v_end - m.at + 1)
              from (select length(string_agg(l.line, E'\n') over (order by l.n)) - length(l.line) + 1 as at, l.line, l.n
                      from regexp_split_to_table(p_text, E'\n') with ordinality as l (line, n)) m
             where m.line like '{%' and m.at <= v_end order by m.n limit 5)) loop
    begin
      return v_try::jsonb;
    exception when data_exception or program_limit_exceeded or statement_too_complex then
      null; -- No JSON, or a nonsense of a million brackets.
    end;
  end loop;
  return null;
end;
$$;
comment on function ops.step_json(text) is 'The JSON document in what a command printed; NULL: there is none that can be read.';
