create or replace function ops.error_facts(p_code text, p_message text, p_detail text, p_hint text, p_constraint text)
returns jsonb
language plpgsql stable
as $$
declare
  v_detail jsonb;
begin
  begin
    v_detail := nullif(p_detail, '')::jsonb;
  exception when invalid_text_representation then
    v_detail := to_jsonb(p_detail);  -- PostgreSQL's own details are sentences
  end;
  return jsonb_build_object(
    'code', p_code,
    'message', p_message,
    'constraint', coalesce(to_jsonb(nullif(p_constraint, '')), case when jsonb_typeof(v_detail) = 'object' then v_detail -> 'constraint' end),
    'left', case when jsonb_typeof(v_detail) = 'object' then v_detail -> 'left' end,
    'right', case when jsonb_typeof(v_detail) = 'object' then v_detail -> 'right' end,
    'detail', v_detail,
    'hint', nullif(p_hint, ''));
end;
$$;
comment on function ops.error_facts(text, text, text, text, text) is 'An error as it is kept in a row: code, message, constraint, left, right, detail, hint. Details of ours are JSON.';
