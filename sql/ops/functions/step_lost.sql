-- What was only read is asked again. A restart is not: whether it happened is seen by the machine's health (row ssh of ops.channels).
create or replace function ops.step_lost(p_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_step ops.incident_steps;
begin
  update ops.incident_steps s
     set status = 'lost', run_token = null, claimed_by = null, verdict = 'unknown', says = 'pekerja berhenti sebelum jawabannya dicatat', finished_at = util.now()
   where s.id = p_id and s.status = 'running'
  returning s.* into v_step;
  if not found then
    return;
  end if;
  if v_step.incident_id is null then
    perform ops.step_add(v_step.machine_key, null, v_step.step, null, v_step.is_rescue);
  elsif not exists (select from ops.incidents i where i.id = v_step.incident_id and i.status in ('open', 'recovering', 'verified')) then
    return; -- A person has closed it meanwhile: nothing follows.
  elsif v_step.step = 'restart' then
    perform ops.incident_next(v_step.incident_id, p_id);
  else
    perform ops.incident_ask(v_step.incident_id, v_step.page_offset);
  end if;
end;
$$;
comment on function ops.step_lost(bigint) is 'A command whose worker died, or whose answer could not be recorded in time. The caller holds the locks of machine and incident.';
