-- Older versions print log lines before the answer, so it is looked for from the first brace, then from those that begin a line.
-- Each search goes on where the last one ended: a page of a million line ends must not hold a machine's lock for minutes.
create or replace function ops.step_json(p_text text)
returns jsonb
language plpgsql immutable
as $$
declare
  v_rest text := substr(p_text, 1, length(p_text) - position('}' in reverse(p_text)) + 1);
  v_at integer;
begin
  if p_text is null or position('{' in p_text) = 0 or position('}' in p_text) = 0 then
    return null;
  end if;
  v_rest := substr(v_rest, position('{' in v_rest));
  for v_try in 1 .. 6 loop
    exit when v_rest not like '{%';
    begin
      return v_rest::jsonb;
    exception when data_exception or program_limit_exceeded or statement_too_complex then
      null; -- No JSON, or a nonsense of a million brackets.
    end;
    v_at := position(E'\n{' in v_rest);
    exit when v_at = 0;
    v_rest := substr(v_rest, v_at + 1);
  end loop;
  return null;
end;
$$;
comment on function ops.step_json(text) is 'The JSON document in what a command printed; NULL: there is none that can be read.';
