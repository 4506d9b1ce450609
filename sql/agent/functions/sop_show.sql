create or replace function agent.sop_show(p_name text, p_version_no integer default null)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_result jsonb;
begin
  select jsonb_build_object('name', s.name, 'is_active', s.is_active, 'in_force_no', s.version_no, 'version_no', v.version_no, 'version', v.version,
           'description', v.description, 'agents', v.agents, 'event_types', v.activation_condition -> 'event_types', 'jobs', v.activation_condition -> 'jobs',
           'source_path', v.source_path, 'source_commit', v.source_commit, 'synced_at', v.synced_at, 'synced_by', v.synced_by, 'source', v.source,
           'body', case when v.version_no = s.version_no then agent.sop_body(s.domain_knowledge, s.activation_condition -> 'parameters') end,
           'parameters', coalesce((select jsonb_agg(p.value || jsonb_build_object('name', p.key,
               'in_force', case when s.is_active and v.version_no = s.version_no then agent.sop_value(p.key, p.value) end) order by p.key)
             from jsonb_each(v.activation_condition -> 'parameters') as p (key, value)), '[]'),
           'versions', (select jsonb_agg(jsonb_build_object('version_no', o.version_no, 'version', o.version, 'source_commit', o.source_commit,
               'synced_at', o.synced_at, 'synced_by', o.synced_by) order by o.version_no desc) from agent.skill_versions o where o.skill_id = s.id))
    into v_result
    from agent.skills s join agent.skill_versions v on v.skill_id = s.id and v.version_no = coalesce(p_version_no, s.version_no)
   where s.name = p_name;
  if not found then
    raise exception 'there is no SOP %', p_name || coalesce(' with version ' || p_version_no, '')
      using errcode = 'MD401', hint = '`mandor sops list` names them.';
  end if;
  return v_result;
end;
$$;
comment on function agent.sop_show(text, integer) is 'All about one SOP, or one of its versions, as `mandor sops show` prints it. MD401 when it is not known.';
