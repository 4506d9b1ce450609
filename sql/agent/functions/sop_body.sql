create or replace function agent.sop_body(p_body text, p_parameters jsonb)
returns text
language plpgsql stable
as $$
declare
  v_body text := p_body;
  v_parameter record;
begin
  for v_parameter in
    select p.key, p.value from jsonb_each(p_parameters) as p (key, value) where p_body ~ ('\{\{ *' || p.key || ' *\}\}')
  loop
    v_body := regexp_replace(v_body, '\{\{ *' || v_parameter.key || ' *\}\}',
      replace(agent.sop_value_text(agent.sop_value(v_parameter.key, v_parameter.value)), '\', '\\'), 'g');
  end loop;
  return v_body;
end;
$$;
comment on function agent.sop_body(text, jsonb) is 'The text of an SOP with the values in force in place of its {{parameters}}. Internal.';
