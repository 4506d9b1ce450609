-- Called by whoever starts a run, under the row's lock and right before the change. Starts and ends go one after the other
-- (the ends at their commit), so the count is exact and a run that is put back cannot miss the end that made room.
create or replace function ops.run_gate(p_definition ops.job_definitions, p_occurrence ops.occurrences, p_incarnation uuid, p_work_item_id bigint default null)
returns boolean
language plpgsql volatile
as $$
declare
  v_until timestamptz := ops.run_paused_until(p_definition.key, coalesce(p_occurrence.payload, '{}'));
  v_host text;
begin
  if v_until is not null then
    perform ops.run_hold(p_occurrence, p_work_item_id, 'paused', v_until);
    return false;
  end if;
  perform ops.runs_lock();
  select w.host into v_host from ops.workers w where w.incarnation = p_incarnation;
  if (select count(*) from ops.runs_live() r where r.agent = p_definition.agent)
       >= (select a.max_concurrent_runs from agent.profiles a where a.name = p_definition.agent)
     or (select count(*) from ops.runs_live() r where r.host = v_host) >= util.setting_integer('worker.max_runs')
     or exists (select from ops.runs_live() r where r.concurrency_group = p_definition.concurrency_group)
  then
    perform ops.run_hold(p_occurrence, p_work_item_id, 'capacity', util.now() + util.setting_interval('schedule.capacity_retry'));
    return false;
  end if;
  return true;
end;
$$;
comment on function ops.run_gate(ops.job_definitions, ops.occurrences, uuid, bigint) is
  'May a run start now? False: paused, or no place is free (of the agent, the machine, the concurrency group), and its occurrence, or its work item when that has ended, is put back with a wake-up. The caller holds the row''s lock and starts it in this transaction when true.';
