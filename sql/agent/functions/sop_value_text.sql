create or replace function agent.sop_value_text(p_value jsonb)
returns text
language sql immutable
as $$
  select case jsonb_typeof(p_value)
    when 'number' then mart.number_text((p_value #>> '{}')::numeric, scale(trim_scale((p_value #>> '{}')::numeric)))
    when 'boolean' then case p_value when 'true' then 'ya' else 'tidak' end
    else p_value #>> '{}' end
$$;
comment on function agent.sop_value_text(jsonb) is 'A value as it stands in the text of an SOP: 10.000, 0,3, ya. Internal.';
