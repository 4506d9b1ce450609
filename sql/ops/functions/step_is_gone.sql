-- A live worker that could not record an answer (the database was away in that moment) does not come back to it: the connector ends
-- each command at its limit, so five minutes later nobody is at it.
create or replace function ops.step_is_gone(p_step ops.incident_steps)
returns boolean
language sql stable
as $$
  select not ops.worker_is_live(p_step.claimed_by)
      or p_step.started_at + interval '5 minutes' + coalesce(
           (select r.timeout from ops.machines m join ops.runbook_steps r on r.runbook = m.runbook and r.step = p_step.step where m.key = p_step.machine_key),
           '10 minutes') < util.now();
$$;
comment on function ops.step_is_gone(ops.incident_steps) is 'True: nobody is at this command any more, its worker is dead or its time long over.';
