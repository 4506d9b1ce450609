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
  v_paused_until timestamptz;
  v_reached text;
  v_why text;
begin
  perform ops.worker_require(p_incarnation);
  select s.* into v_step from ops.incident_steps s where s.id = p_id;
  if not found then
    return;
  end if;
  v_machine := ops.machine_lock(v_step.machine_key);
  perform from ops.incidents i where i.id = v_step.incident_id for update;
  select s.* into v_step from ops.incident_steps s where s.id = p_id for update;
  if v_step.status = 'running' and ops.step_is_gone(v_step) then
    perform ops.step_lost(p_id);
    return;
  end if;
  if v_step.status <> 'planned' then
    return;
  end if;
  select r.* into v_row from ops.runbook_steps r where r.runbook = v_machine.runbook and r.step = v_step.step;
  v_paused_until := ops.run_paused_until('overseer.watch', '{}');
  v_reached := ops.machine_reached(v_machine);
  v_why := case
    when v_row.step is null then format('runbook %s tidak punya langkah ini', v_machine.runbook)
    when not ops.machine_may_be_asked(v_machine) then 'mesin tidak boleh ditanya'
    when v_step.is_rescue and v_machine.rescue_port is null then 'jalur cadangan mesin ini sudah dihapus'
    when v_paused_until is not null then 'pengawas sedang dijeda'
    -- Health was asked of one machine and the row now names another: that one is not restarted unasked.
    when v_step.step = 'restart' and v_reached is distinct from (
      select s.reached from ops.incident_steps s where s.incident_id = v_step.incident_id and s.step = 'health' and s.reached is not null order by s.id desc limit 1)
      then 'alamat atau kunci mesin diubah setelah diperiksa'
  end;
  if v_why is not null then
    update ops.incident_steps s set status = 'dropped', finished_at = util.now(), says = v_why where s.id = p_id;
    update ops.incidents i set is_rescue = false where i.id = v_step.incident_id and i.is_rescue;
    perform ops.incident_wait(i.id, case i.phase when 'restart' then 'diagnose' else i.phase end, case when v_paused_until is not null then 'paused' else 'retry' end,
              coalesce(v_paused_until, util.now() + util.setting_interval('overseer.retry_after')))
       from ops.incidents i where i.id = v_step.incident_id and i.status in ('open', 'recovering', 'verified');
    return;
  end if;
  v_command := case when v_step.page_offset > 0 then replace(v_row.page_command, '{offset}', v_step.page_offset::text)
                    else replace(v_row.command, '{run_id}', v_step.run_id::text) end;
  update ops.incident_steps s
     set status = 'running', run_token = v_token, claimed_by = p_incarnation, started_at = util.now(), command = v_command, reached = v_reached
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
