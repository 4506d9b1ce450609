create or replace function ops.sweep()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  -- One sweep at a time; who comes second has nothing to add.
  if not pg_try_advisory_xact_lock(7261003) then
    return 0;
  end if;
  -- First what dead workers hold is unlocked: a key that is added while its job is locked leaves the old job behind.
  perform ops.workers_reap();
  perform ops.jobs_give_up();
  perform ops.wakeups_sweep();
  perform agent.llm_sweep();
  return ops.events_sweep() + ops.runs_sweep() + ops.inbound_sweep() + ops.steps_sweep();
end;
$$;
comment on function ops.sweep() is 'Each minute, by any worker: silent workers are declared dead, and whatever is ready but has no job gets one. How many jobs were added.';
