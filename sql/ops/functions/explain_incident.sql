create or replace function ops.explain_incident(p_id bigint)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_incident ops.incidents;
  v_machine ops.machines;
  v_wakeup ops.wakeups;
  v_step ops.incident_steps;
begin
  select i.* into v_incident from ops.incidents i where i.id = p_id;
  if not found then
    return query select 'unknown', format('there is no incident %s', p_id), '{}'::jsonb, 'Nothing.'::text, null::timestamptz;
    return;
  end if;
  select m.* into strict v_machine from ops.machines m where m.key = v_incident.machine_key;
  select w.* into v_wakeup from ops.wakeups w where w.id = v_incident.wakeup_id;
  select s.* into v_step from ops.incident_steps s where s.incident_id = p_id and s.status in ('planned', 'running');

  if v_incident.status = 'closed' then
    return query select 'finished', format('it was closed at %s: %s', ops.explain_time(v_incident.closed_at), v_incident.says),
      jsonb_build_object('event', v_incident.event, 'actor', v_incident.actor, 'restarts', v_incident.restart_count), 'Nothing.'::text, null::timestamptz;
  elsif v_incident.status = 'exhausted' then
    return query select 'waiting_for_person', format('machine %s could not be recovered: %s', v_machine.key, v_incident.says),
      jsonb_build_object('machine', v_machine.key, 'restarts', v_incident.restart_count, 'warnings', v_incident.facts -> 'warnings',
        'last_answer', (select jsonb_build_object('step', s.step, 'verdict', s.verdict, 'outcome', (s.outcome - 'stdout') || case when s.outcome ? 'stderr' then jsonb_build_object('stderr', ops.foreign_text(s.outcome ->> 'stderr')) else '{}' end)
                          from ops.incident_steps s where s.incident_id = p_id and s.status <> 'planned' order by s.id desc limit 1)),
      format('A person mends it and says so: mandor incidents close %s --note "…". Until then people are reminded.', p_id), v_wakeup.due_at;
  elsif not ops.machine_may_be_asked(v_machine) then
    return query select 'machine_off', case when v_machine.is_enabled then format('test mode is on and machine %s is a real one', v_machine.key)
        else format('machine %s is switched off', v_machine.key) end,
      jsonb_build_object('machine', v_machine.key, 'is_enabled', v_machine.is_enabled, 'is_test', v_machine.is_test),
      format('Switch it on, or: mandor incidents close %s --note "…".', p_id), v_wakeup.due_at;
  elsif not exists (select from ops.runbook_steps r where r.runbook = v_machine.runbook) then
    return query select 'no_runbook', format('there are no steps for runbook %s of machine %s', v_machine.runbook, v_machine.key),
      jsonb_build_object('machine', v_machine.key, 'runbook', v_machine.runbook), 'Correct runbook in ops.machines; ops.runbook_steps lists what there is.'::text, v_wakeup.due_at;
  elsif v_step.status = 'running' then
    return query select * from ops.explain_holder(v_step.claimed_by, v_step.started_at);
  elsif v_wakeup.kind = 'paused' then
    return query select 'paused',
      case when p.id is not null then format('the overseer is paused by %s since %s: %s', p.paused_by, ops.explain_time(p.paused_at), p.note)
           when not d.is_enabled then 'job overseer.watch is switched off'
           when not a.is_active then format('agent %s, who does overseer.watch, is inactive', a.name)
           else 'the pause of the overseer is over' end,
      jsonb_strip_nulls(jsonb_build_object('what', p.what, 'until', p.until, 'is_enabled', d.is_enabled, 'agent_is_active', a.is_active)),
      case when p.id is not null or d.is_enabled and a.is_active then 'It is asked when the pause ends.'
           else 'A person switches it on again; till then no machine is asked.' end, v_wakeup.due_at
      from ops.job_definitions d
      join agent.profiles a on a.name = d.agent
      left join lateral ops.paused(d.agent, d.key, null) p on true
     where d.key = 'overseer.watch';
  elsif v_step.status = 'planned' then
    return query select * from ops.explain_job('step:' || v_step.id);
  elsif v_wakeup.due_at > util.now() then
    return query select 'due_in_future', format('the machine is asked again at %s (%s); last answer: %s', ops.explain_time(v_wakeup.due_at), v_incident.phase,
        coalesce((select s.says from ops.incident_steps s where s.incident_id = p_id and s.verdict is not null order by s.id desc limit 1), v_incident.says)),
      jsonb_build_object('phase', v_incident.phase, 'restarts', v_incident.restart_count), 'It is asked.'::text, v_wakeup.due_at;
  else
    return query select * from ops.explain_workers();
  end if;
end;
$$;
comment on function ops.explain_incident(bigint) is 'Why an incident does not go on.';
