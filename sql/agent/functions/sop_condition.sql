create or replace function agent.sop_condition(p_file jsonb)
returns jsonb
language sql immutable
as $$
  select jsonb_build_object('event_types', coalesce(p_file -> 'event_types', '[]'), 'jobs', coalesce(p_file -> 'jobs', '[]'),
    'parameters', coalesce(p_file -> 'parameters', '{}'))
$$;
comment on function agent.sop_condition(jsonb) is 'The front matter of an SOP as agent.skills.activation_condition keeps it. Internal.';
