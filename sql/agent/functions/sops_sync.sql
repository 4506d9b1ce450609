-- The folder as a whole is the state: what is not in it is no longer in force. All of it is taken, or nothing.
-- Two syncs queue up here; the second plans on what the first has done. A deploy takes this lock first of all (src/db/deploy/).
create or replace function agent.sops_sync(p_files jsonb, p_commit text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_problems jsonb;
  v_plan jsonb;
  v_step record;
  v_file jsonb;
  v_id bigint;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not sync SOPs', v_caller using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('agent.sops', 0));
  select jsonb_agg(to_jsonb(p) order by p.path, p.at) into v_problems from agent.sops_problems(p_files) p;
  if v_problems is not null then
    return jsonb_build_object('status', 'refused', 'problems', v_problems);
  elsif jsonb_array_length(p_files) = 0 then
    raise exception 'a sync of no file at all is refused: every SOP would end' using errcode = 'MD101', hint = 'Check the folder.';
  end if;
  select jsonb_agg(to_jsonb(p)) into v_plan from agent.sops_plan(p_files) p;

  for v_step in select x.* from jsonb_to_recordset(v_plan) as x (name text, action text, version_no integer) where x.action <> 'unchanged' loop
    if v_step.action = 'inactive' then
      update agent.skills s set is_active = false where s.name = v_step.name;
      continue;
    end if;
    select f.value into strict v_file from jsonb_array_elements(p_files) as f (value) where f.value ->> 'name' = v_step.name;
    insert into agent.skills as s (name, description, domain_knowledge, activation_condition, agents, version, version_no, content_hash)
    values (v_step.name, v_file ->> 'description', v_file ->> 'body', agent.sop_condition(v_file),
      array(select jsonb_array_elements_text(v_file -> 'agents')), v_file ->> 'version', v_step.version_no,
      encode(sha256(convert_to(v_file ->> 'source', 'UTF8')), 'hex'))
    on conflict on constraint skills_name_key do update
      set description = excluded.description, domain_knowledge = excluded.domain_knowledge, activation_condition = excluded.activation_condition,
          agents = excluded.agents, version = excluded.version, version_no = excluded.version_no, content_hash = excluded.content_hash, is_active = true
    returning s.id into v_id;
    insert into agent.skill_versions (skill_id, version_no, version, content_hash, description, agents, activation_condition, source, source_path, source_commit)
    select s.id, s.version_no, s.version, s.content_hash, s.description, s.agents, s.activation_condition, v_file ->> 'source', v_file ->> 'path', p_commit
      from agent.skills s where s.id = v_id
    on conflict on constraint skill_versions_skill_id_content_hash_key do nothing;
  end loop;
  perform agent.sops_bind();
  return jsonb_build_object('status', case when jsonb_path_exists(v_plan, '$[*] ? (@.action != "unchanged")') then 'synced' else 'unchanged' end, 'commit', p_commit, 'sops', v_plan);
end;
$$;
comment on function agent.sops_sync(jsonb, text) is 'Puts the SOPs of a folder in force: [{path, source, name, description, version, agents, event_types, jobs, parameters, body}], read and scanned for credentials before. Answers {status: synced | unchanged | refused, sops: the plan done, problems}. 42501 for agents.';
