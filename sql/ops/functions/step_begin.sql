-- Committed before the command leaves: a restart that was begun and never reported is "unknown", and health decides.
create or replace function ops.step_begin(p_id bigint, p_incarnation uuid)
returns table (run_token uuid, host text, port integer, login text, host_keys text[], command text, timeout_ms integer, max_bytes integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_step ops.incident_steps;
  v_machine ops.machines;
  v_row ops.runbook_steps;
  v_token uuid := gen_random_uuid();
  v_command text;
begin
  perform ops.worker_require(p_incarnation);
  select s.* into v_step from ops.incident_steps s where s.id = p_id;
  if not found then
    return;
  end if;
  v_machine := ops.machine_lock(v_step.machine_key);
  perform from ops.incidents i where i.id = v_step.incident_id for update;
  select s.* into v_step from ops.incident_steps s where s.id = p_id for update;
  if v_step.status = 'running' and not ops.worker_is_live(v_step.claimed_by) then
    perform ops.step_lost(p_id);
    return;
  end if;
  if v_step.status <> 'planned' then
    return;
  end if;
  select r.* into v_row from ops.runbook_steps r where r.runbook = v_machine.runbook and r.step = v_step.step;
  if not found or not ops.machine_may_be_asked(v_machine) or v_step.is_rescue and v_machine.rescue_port is null then
    update ops.incident_steps s set status = 'dropped', finished_at = util.now(),
           says = case when v_row.step is null then 'runbook tidak punya langkah ini' else 'mesin tidak boleh ditanya' end
     where s.id = p_id;
    if v_step.incident_id is not null then
      perform ops.incident_wait(i.id, case i.phase when 'restart' then 'diagnose' else i.phase end, 'retry',
                util.now() + util.setting_interval('overseer.retry_after'))
         from ops.incidents i where i.id = v_step.incident_id and i.status in ('open', 'recovering', 'verified');
    end if;
    return;
  end if;
  v_command := case when v_step.page_offset > 0 then replace(v_row.page_command, '{offset}', v_step.page_offset::text)
                    else replace(v_row.command, '{run_id}', v_step.run_id::text) end;
  update ops.incident_steps s
     set status = 'running', run_token = v_token, claimed_by = p_incarnation, started_at = util.now(), command = v_command
   where s.id = p_id;
  if v_step.step = 'restart' then
    update ops.incidents i set restart_count = i.restart_count + 1 where i.id = v_step.incident_id;
  end if;
  return query select v_token, v_machine.host, case when v_step.is_rescue then v_machine.rescue_port else v_machine.port end, v_machine.login,
    v_machine.host_keys, v_command, (extract(epoch from v_row.timeout) * 1000)::integer, v_row.max_bytes;
end;
$$;
comment on function ops.step_begin(bigint, uuid) is
  'A worker takes a planned command: where it goes, who must answer there, and the text, made from ops.runbook_steps and nothing else. No row: there is nothing to send. One that a dead worker had taken is lost and is decided anew.';
