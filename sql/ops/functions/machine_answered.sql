-- How a machine is, asked by the overseer. A gateway that is starting twice in a row does not get up.
create or replace function ops.machine_answered(p_step_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_step ops.incident_steps;
  v_incident bigint;
begin
  select s.* into strict v_step from ops.incident_steps s where s.id = p_step_id;
  if v_step.verdict = 'ok' then
    insert into ops.heartbeats (agent, machine, at, status, duration)
    select a.name, v_step.machine_key, util.now(), 'ok', greatest((v_step.outcome ->> 'milliseconds')::numeric * interval '1 millisecond', '0')
      from agent.profiles a where a.machine = v_step.machine_key and a.is_active;
  -- Switched off or put elsewhere while it was asked: the answer opens nothing, the next look asks anew.
  elsif v_step.verdict <> 'off' and (select ops.machine_may_be_asked(m) and v_step.reached = ops.machine_reached(m) from ops.machines m where m.key = v_step.machine_key)
        and (v_step.verdict <> 'starting'
             or (select p.verdict = 'starting' from ops.incident_steps p
                  where p.machine_key = v_step.machine_key and p.id < p_step_id and p.status = 'done' order by p.id desc limit 1)) then
    v_incident := ops.incident_open(v_step.machine_key, 'health', v_step.says);
    update ops.incident_steps s set incident_id = v_incident, phase = 'diagnose' where s.id = p_step_id;
    perform ops.incident_next(v_incident, p_step_id);
  end if;
end;
$$;
comment on function ops.machine_answered(bigint) is 'What follows from the answer to "how are you": signs of life of its agents, or an incident. The caller holds the machine''s lock.';
