create or replace function ops.step_add(p_machine_key text, p_incident_id bigint, p_step text, p_phase text, p_is_rescue boolean, p_page_offset integer default 0)
returns bigint
language plpgsql volatile
as $$
declare
  v_id bigint;
begin
  insert into ops.incident_steps (machine_key, incident_id, step, phase, is_rescue, page_offset)
  values (p_machine_key, p_incident_id, p_step, p_phase, p_is_rescue, p_page_offset)
  returning id into v_id;
  perform ops.jobs_add('overseer/run_step', 'step', array[v_id::text], 7);
  return v_id;
end;
$$;
comment on function ops.step_add(text, bigint, text, text, boolean, integer) is 'Plans one command for a machine, with its job. The caller holds the machine''s lock and knows that nothing else is asked of it.';
