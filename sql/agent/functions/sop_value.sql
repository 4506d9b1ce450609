-- A bound parameter is read where it counts, so that a person's word in that row holds for whoever asks the SOP, too.
create or replace function agent.sop_value(p_key text, p_parameter jsonb)
returns jsonb
language sql stable
as $$
  select case
    when p_parameter ? 'setting' then
      case p_parameter ->> 'type'
        when 'number' then to_jsonb(util.setting_numeric(p_parameter ->> 'setting'))
        when 'integer' then to_jsonb(util.setting_numeric(p_parameter ->> 'setting'))
        when 'boolean' then to_jsonb(util.setting(p_parameter ->> 'setting')::boolean)
        else to_jsonb(util.setting(p_parameter ->> 'setting')) end
    when p_parameter ? 'review_check' then
      (select (c.default_params || c.sop_params || coalesce(c.params, '{}')) -> coalesce(p_parameter ->> 'number', p_key)
         from ops.review_checks c where c.key = p_parameter ->> 'review_check')
    else p_parameter -> 'value' end
$$;
comment on function agent.sop_value(text, jsonb) is 'The value in force of a parameter of an SOP: a person''s where it stands in a row and a person set one, else the SOP''s. Internal.';
