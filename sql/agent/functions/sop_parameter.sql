-- What is read here decides: an SOP that is not there, or no longer in force, is an error and never a NULL that passes for "no limit".
create or replace function agent.sop_parameter(p_name text, p_key text)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_staff boolean := ops.caller_is_staff();
  v_condition jsonb;
begin
  select s.activation_condition into v_condition
    from agent.skills s
   where s.name = p_name and s.is_active
     and (v_is_staff or s.agents && array(select p.name from agent.profiles p where p.database_role = util.caller()));
  if not found then
    raise exception 'there is no SOP % in force', p_name
      using errcode = 'MD401', hint = 'select name, is_active from agent.skills lists them; `mandor sops sync` reads sops/.';
  elsif not v_condition -> 'parameters' ? p_key then
    raise exception 'SOP % has no parameter %', p_name, p_key
      using errcode = 'MD401', detail = jsonb_build_object('known', array(select jsonb_object_keys(v_condition -> 'parameters')))::text,
            hint = format('`mandor sops show %s` lists them.', p_name);
  end if;
  return agent.sop_value(p_key, v_condition #> array['parameters', p_key]);
end;
$$;
comment on function agent.sop_parameter(text, text) is 'The value in force of a parameter of an SOP, as JSON: (agent.sop_parameter(''…'', ''…''))::numeric reads a number. MD401 when the SOP is not in force, not the caller''s, or has no such parameter.';
