-- The net under the trigger: a job can be deleted by hand or die with its worker; the row cannot.
create or replace function ops.events_sweep()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_ids text[];
  v_tasks text[];
  v_priorities integer[];
begin
  -- Under a row lock: the worker may be ending it in this moment. Then it is skipped, and looked at a minute later.
  update ops.events e
     set status = 'pending', claimed_by = null, run_token = null, claimed_at = null
   where e.id in (
     select p.id from ops.events p
      where p.status = 'processing' and not ops.worker_is_live(p.claimed_by)
      for update skip locked
   );

  select array_agg(e.id::text), array_agg('ops/handle_event'::text), array_agg(e.priority)
    into v_ids, v_tasks, v_priorities
    from (
      select p.id, p.priority
        from ops.events p
       where p.status = 'pending' and p.created_at <= v_now - interval '30 seconds'
         and 'event:' || p.id not in (select k from ops.jobs_live_keys(array['event']) k)
       order by p.created_at
       limit 1000
    ) e;
  perform ops.jobs_add_all(v_tasks, 'event', v_ids, v_priorities);
  return coalesce(cardinality(v_ids), 0);
end;
$$;
comment on function ops.events_sweep() is 'Events whose worker died go back to pending; events older than 30 s without a job get one. How many jobs were added.';
