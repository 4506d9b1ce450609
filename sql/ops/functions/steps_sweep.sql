create or replace function ops.steps_sweep()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_step record;
  v_ids text[];
begin
  for v_step in
    select s.id, s.machine_key, s.incident_id from ops.incident_steps s
     where s.status = 'running' and ops.step_is_gone(s) order by s.machine_key collate "C"
  loop
    perform ops.machine_lock(v_step.machine_key);
    perform from ops.incidents i where i.id = v_step.incident_id for update;
    perform ops.step_lost(v_step.id) from ops.incident_steps s where s.id = v_step.id and s.status = 'running' and ops.step_is_gone(s);
  end loop;
  select array_agg(s.id::text) into v_ids from ops.incident_steps s
   where s.status = 'planned' and 'step:' || s.id not in (select k from ops.jobs_live_keys(array['step']) k);
  perform ops.jobs_add('overseer/run_step', 'step', v_ids, 7);
  return coalesce(cardinality(v_ids), 0);
end;
$$;
comment on function ops.steps_sweep() is 'Commands for machines whose worker died, or that are long over their time, are decided anew; planned ones without a job get one. How many jobs were added.';
