create or replace function ops.step_finish(p_run_token uuid, p_outcome jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_step ops.incident_steps;
  v_machine ops.machines;
  v_incident ops.incidents;
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
  begin
    -- A schedule is read by the clock of the machine that keeps it.
    select * into v_judged from ops.step_judge(v_step.step, ops.runbook_expect(v_machine.runbook, v_step.step), p_outcome,
      coalesce(to_timestamp((v_incident.facts ->> 'ts')::numeric / 1000), util.now()));
  exception when data_exception or program_limit_exceeded or statement_too_complex then
    -- An answer that cannot even be judged must not leave the machine in a worker's hands for ever.
    select case v_step.step when 'restart' then 'unknown' else 'dead' end as verdict, 'jawaban mesin tidak dapat dinilai' as says,
           jsonb_build_object('code', sqlstate) as facts into v_judged;
  end;
  update ops.incident_steps s
     set status = 'done', run_token = null, claimed_by = null, outcome = p_outcome, verdict = v_judged.verdict, says = v_judged.says,
         facts = v_judged.facts, finished_at = util.now()
   where s.id = v_step.id;
  if v_step.incident_id is not null and v_step.step in ('health', 'verify') and v_step.reached is distinct from ops.machine_reached(v_machine) then
    -- Somebody has changed the row meanwhile: what the old machine said decides nothing about the new one.
    if v_incident.status in ('open', 'recovering') then
      perform ops.incident_ask(v_incident.id);
    end if;
  elsif v_step.incident_id is not null then
    perform ops.incident_next(v_step.incident_id, v_step.id);
  else
    perform ops.machine_answered(v_step.id);
  end if;
  return v_judged.verdict;
end;
$$;
comment on function ops.step_finish(uuid, jsonb) is
  'The answer to a command, {exit, signal, stdout, stderr, bytes, truncated, milliseconds, host_key} or {fault, message}: it is kept, judged, and what follows is planned in the same transaction. The verdict, or not_mine.';
