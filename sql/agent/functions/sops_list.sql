create or replace function agent.sops_list()
returns table (name text, description text, version text, version_no integer, versions integer, is_active boolean, agents text[], event_types text[], jobs text[], parameters integer)
language sql stable
as $$
  select s.name, s.description, s.version, s.version_no, (select count(*)::integer from agent.skill_versions v where v.skill_id = s.id), s.is_active, s.agents,
         array(select jsonb_array_elements_text(s.activation_condition -> 'event_types')), array(select jsonb_array_elements_text(s.activation_condition -> 'jobs')),
         (select count(*)::integer from jsonb_object_keys(s.activation_condition -> 'parameters'))
    from agent.skills s
   order by s.is_active desc, s.name collate "C"
$$;
comment on function agent.sops_list() is 'The SOPs that are known, those in force first.';
