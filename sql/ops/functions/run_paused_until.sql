create or replace function ops.run_paused_until(p_definition_key text, p_payload jsonb)
returns timestamptz
language plpgsql stable
as $$
declare
  v_definition ops.job_definitions;
  v_pause ops.pauses;
begin
  select d.* into strict v_definition from ops.job_definitions d where d.key = p_definition_key;
  select p.* into v_pause from ops.paused(v_definition.agent, p_definition_key, (v_definition.payload || p_payload) ->> 'entity') p;
  if found then
    -- Without an end a person resumes, and that hastens the wake-up. It looks again each day all the same.
    return coalesce(v_pause.until, util.now() + interval '1 day');
  end if;
  if not v_definition.is_enabled or not (select a.is_active from agent.profiles a where a.name = v_definition.agent) then
    return util.now() + interval '1 day';
  end if;
  return null;
end;
$$;
comment on function ops.run_paused_until(text, jsonb) is 'Until when a run is held back by a pause, by its definition switched off or by its agent; NULL: nothing holds it back.';
