-- What an agent is given before it acts. Parameters and texts of the SOPs that the event or the job calls for; of its others
-- only name and description, so that a prompt does not grow with the number of SOPs.
create or replace function agent.skill_context(p_agent text, p_event_type text default null, p_job text default null)
returns table (name text, description text, version_no integer, is_matched boolean, parameters jsonb, body text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from agent.profiles p where p.name = p_agent and (ops.caller_is_staff() or p.database_role = util.caller())) then
    raise exception 'there is no agent %', p_agent using errcode = 'MD401', hint = 'select name from agent.profiles lists them.';
  end if;
  return query
    select s.name, s.description, s.version_no, m.is_matched,
           case when m.is_matched then coalesce((select jsonb_object_agg(p.key, agent.sop_value(p.key, p.value))
             from jsonb_each(s.activation_condition -> 'parameters') as p (key, value)), '{}') end,
           case when m.is_matched then agent.sop_body(s.domain_knowledge, s.activation_condition -> 'parameters') end
      from agent.skills s
      cross join lateral (select coalesce(s.activation_condition -> 'event_types' ? p_event_type or s.activation_condition -> 'jobs' ? p_job,
        s.activation_condition -> 'event_types' ? p_event_type, s.activation_condition -> 'jobs' ? p_job, false)) as m (is_matched)
     where s.is_active and p_agent = any (s.agents)
     order by m.is_matched desc, s.name collate "C";
end;
$$;
comment on function agent.skill_context(text, text, text) is 'The SOPs of an agent for one event type or job (ops.job_definitions): parameters in force and text of those that it calls for (is_matched), name and description of the others. An agent''s role sees its own profiles only; MD401 for any other.';
