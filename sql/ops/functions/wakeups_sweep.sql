create or replace function ops.wakeups_sweep()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer;
begin
  -- Handed out, and its job was lost: the dispatcher hands it out again. One that is out of attempts is left to a person.
  update ops.wakeups w
     set dispatched_at = null
   where w.id in (
     select p.id
       from ops.wakeups p
      where p.dispatched_at < clock_timestamp() - interval '30 seconds'
        and 'wakeup:' || p.id not in (select k from ops.jobs_live_keys(array['wakeup']) k)
        for update skip locked
   );
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function ops.wakeups_sweep() is 'Wake-ups whose job was lost are handed out again by the next tick of a dispatcher. How many.';
