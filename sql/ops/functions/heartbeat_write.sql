create or replace function ops.heartbeat_write(
  p_agent text, p_status text, p_duration interval default null, p_definition_key text default null, p_machine text default null
)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % gives no signs of life', util.caller() using errcode = '42501';
  end if;
  insert into ops.heartbeats (agent, definition_key, machine, at, status, duration)
  select a.name, p_definition_key, coalesce(p_machine, a.machine, 'worker'), util.now(), p_status, greatest(p_duration, '0')
    from agent.profiles a where a.name = p_agent
  returning id into v_id;
  return v_id;
end;
$$;
comment on function ops.heartbeat_write(text, text, interval, text, text) is
  'A sign of life of an agent: done | late | deferred | failed for a run, ok for its machine. NULL: there is no such agent.';
