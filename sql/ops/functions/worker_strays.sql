-- An answer of the queue that was lost on its way leaves a job locked by a worker that never heard of it. As long as that
-- worker lives nobody would take it.
create or replace function ops.worker_strays(p_incarnation uuid, p_job_ids bigint[])
returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer
    from ops.workers w
    join ops.jobs_list() j on j.locked_by = any (w.pool_ids)
   where w.incarnation = p_incarnation and j.id <> all (p_job_ids)
     and j.locked_at < clock_timestamp() - util.setting_interval('worker.silent_after');
$$;
comment on function ops.worker_strays(uuid, bigint[]) is 'How many jobs are locked by this worker for longer than worker.silent_after though it says that it runs others. It then ends its queue and begins anew, and the reaper gives them back.';
