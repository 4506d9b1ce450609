-- graphile-worker itself leaves the jobs of a killed worker locked for four hours. This gives them back as soon as the
-- worker is known to be gone. A lock of a pool that nobody registered is given some time: its worker may be just starting.
create or replace function ops.workers_reap()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_silent interval := util.setting_interval('worker.silent_after');
  v_limit integer := util.setting_integer('worker.crash_limit');
  v_pools text[];
  v_ids bigint[];
  v_keys text[];
  v_tasks text[];
  v_incarnations uuid[];
  v_set_aside text[];
begin
  -- One reaper at a time; who comes second has nothing to do.
  if not pg_try_advisory_xact_lock(7261004) then
    return 0;
  end if;
  perform ops.workers_bury();

  select array_agg(distinct j.locked_by), array_agg(j.id), array_agg(j.key), array_agg(j.task_identifier), array_agg(w.incarnation)
    into v_pools, v_ids, v_keys, v_tasks, v_incarnations
    from graphile_worker.jobs j
    left join ops.workers w on j.locked_by = any (w.pool_ids)
   where j.locked_at is not null
     and (w.died_at is not null or w.stopped_at is not null
          or w.incarnation is null and j.locked_at < clock_timestamp() - v_silent);
  if v_ids is null then
    return 0;
  end if;
  perform graphile_worker.force_unlock_workers(v_pools);

  -- A job that was there each time when a worker died may be what kills them. The others go on.
  select array_agg(k) into v_set_aside from ops.jobs_crashed(v_keys, v_tasks, v_incarnations) as k;
  if v_set_aside is not null then
    perform graphile_worker.permanently_fail_jobs(
      (select array_agg(u.id) from unnest(v_ids, v_keys) as u (id, key) where u.key = any (v_set_aside)),
      format('set aside: %s workers died while they held it', v_limit));
  end if;
  -- A key that was added anew while its job was locked took the key from it; the new job does its work.
  perform graphile_worker.complete_jobs(
    (select array_agg(j.id) from graphile_worker.jobs j where j.key is null and j.locked_at is null and j.attempts >= j.max_attempts));
  return cardinality(v_ids);
end;
$$;
grant create on schema ops to mandor_queue;
alter function ops.workers_reap() owner to mandor_queue;
revoke create on schema ops from mandor_queue;
comment on function ops.workers_reap() is
  'By any worker, at each beat: declares silent workers dead and gives back the jobs that no live worker holds. A job whose worker died worker.crash_limit times is set aside. How many jobs were unlocked.';
