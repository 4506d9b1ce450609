create or replace function ops.step_finish(p_run_token uuid, p_outcome jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_step ops.incident_steps;
  v_machine ops.machines;
  v_incident ops.incidents;
  v_expect jsonb;
  v_judged record;
begin
  select s.* into v_step from ops.incident_steps s where s.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  v_machine := ops.machine_lock(v_step.machine_key);
  select i.* into v_incident from ops.incidents i where i.id = v_step.incident_id for update;
  perform from ops.incident_steps s where s.id = v_step.id and s.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  select coalesce(r.expect, r.default_expect) into v_expect from ops.runbook_steps r where r.runbook = v_machine.runbook and r.step = v_step.step;
  -- A schedule is read by the clock of the machine that keeps it.
  select * into v_judged from ops.step_judge(v_step.step, coalesce(v_expect, '{}'), p_outcome,
    coalesce(to_timestamp((v_incident.facts ->> 'ts')::numeric / 1000), util.now()));
  update ops.incident_steps s
     set status = 'done', run_token = null, claimed_by = null, outcome = p_outcome, verdict = v_judged.verdict, says = v_judged.says,
         facts = v_judged.facts, finished_at = util.now()
   where s.id = v_step.id;
  if v_step.incident_id is not null then
    perform ops.incident_next(v_step.incident_id, v_step.id);
  else
    perform ops.machine_answered(v_step.id);
  end if;
  return v_judged.verdict;
end;
$$;
comment on function ops.step_finish(uuid, jsonb) is
  'The answer to a command, {exit, signal, stdout, stderr, bytes, truncated, milliseconds, host_key} or {fault, message}: it is kept, judged, and what follows is planned in the same transaction. The verdict, or not_mine.';
