create or replace function ops.explain_gate(p_occurrence_id bigint, p_hold_wakeup_id bigint default null)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_occurrence ops.occurrences;
  v_definition ops.job_definitions;
  v_agent agent.profiles;
  v_pause ops.pauses;
  v_entity text;
  v_running jsonb;
  v_rate record;
begin
  select o.* into v_occurrence from ops.occurrences o where o.id = p_occurrence_id;
  if not found then
    return;
  end if;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_occurrence.definition_key;
  select a.* into strict v_agent from agent.profiles a where a.name = v_definition.agent;
  v_entity := (v_definition.payload || v_occurrence.payload) ->> 'entity';

  select p.* into v_pause from ops.paused(v_agent.name, v_definition.key, v_entity) p;
  if found then
    return query select 'paused', format('%s is paused since %s by %s: %s', v_pause.what, ops.explain_time(v_pause.paused_at), v_pause.paused_by, v_pause.note),
      jsonb_build_object('pause_id', v_pause.id, 'what', v_pause.what, 'by', v_pause.paused_by, 'note', v_pause.note, 'until', v_pause.until),
      case when v_pause.until is null then format('A person: `mandor resume %s`.', v_pause.what) else 'The pause ends by itself.' end, v_pause.until;
  end if;
  if not v_definition.is_enabled or not v_agent.is_active then
    return query select 'disabled', case when v_definition.is_enabled then format('agent %s is not active', v_agent.name) else format('%s is switched off', v_definition.key) end,
      jsonb_build_object('definition', v_definition.key, 'is_enabled', v_definition.is_enabled, 'agent', v_agent.name, 'is_active', v_agent.is_active),
      'A person: ops.job_definitions.is_enabled, agent.profiles.is_active.'::text, null::timestamptz;
  end if;
  return query select * from ops.explain_needs(p_occurrence_id);

  select jsonb_agg(jsonb_build_object('definition', r.definition_key, 'host', r.host)) into v_running
    from ops.runs_live() r
   where r.agent = v_agent.name or r.concurrency_group = v_definition.concurrency_group;
  if exists (select from ops.runs_live() r where r.concurrency_group = v_definition.concurrency_group)
     or (select count(*) from ops.runs_live() r where r.agent = v_agent.name) >= v_agent.max_concurrent_runs
     or exists (select from ops.wakeups u where u.id in (v_occurrence.wakeup_id, p_hold_wakeup_id) and u.kind = 'capacity') then
    return query select 'capacity', format('no place is free: %s runs of agent %s or of its group are going (at most %s at once)', coalesce(jsonb_array_length(v_running), 0), v_agent.name, v_agent.max_concurrent_runs),
      jsonb_build_object('running', v_running, 'max_concurrent_runs', v_agent.max_concurrent_runs, 'concurrency_group', v_definition.concurrency_group),
      'It starts when one of them ends.'::text, (select u.due_at from ops.wakeups u where u.id in (v_occurrence.wakeup_id, p_hold_wakeup_id) and u.kind = 'capacity');
  end if;

  select k.key, k.next_at, k.note into v_rate from ops.rate_keys k
   where k.key = 'accurate:' || v_entity and k.next_at > clock_timestamp() + interval '2 seconds';
  if found then
    return query select 'rate', format('the vendor''s rate %s is taken or held until %s', v_rate.key, ops.explain_time(v_rate.next_at)),
      jsonb_build_object('key', v_rate.key, 'next_at', v_rate.next_at, 'note', v_rate.note), 'Its requests leave after that.'::text, v_rate.next_at;
  end if;
end;
$$;
comment on function ops.explain_gate(bigint, bigint) is 'What keeps a run from starting besides its slot: pause, switched off, needs, capacity, the vendor''s rate. A work item whose occurrence has ended names the wake-up that holds it. No row: nothing.';
