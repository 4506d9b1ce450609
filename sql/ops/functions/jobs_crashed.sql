create or replace function ops.jobs_crashed(p_keys text[], p_tasks text[], p_incarnations uuid[])
returns setof text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := util.setting_integer('worker.crash_limit');
begin
  insert into ops.job_crashes (job_key, task_identifier, incarnation)
  select u.key, u.task, u.incarnation
    from unnest(p_keys, p_tasks, p_incarnations) as u (key, task, incarnation)
    -- One that stopped by itself did not die of its job.
    join ops.workers w on w.incarnation = u.incarnation and w.died_at is not null
   where u.key is not null
  on conflict (job_key, incarnation) do nothing;

  return query
    update ops.job_crashes c set set_aside_at = clock_timestamp()
     where (c.job_key, c.at) in (
       select x.job_key, max(x.at)
         from ops.job_crashes x
        where x.job_key = any (p_keys) and x.cleared_at is null
        group by x.job_key
       having count(*) >= v_limit)
       and c.cleared_at is null and c.set_aside_at is null
    returning c.job_key;
end;
$$;
comment on function ops.jobs_crashed(text[], text[], uuid[]) is 'Counts the jobs that a dead worker held, once per incarnation. Returns the keys that have now been there too often (worker.crash_limit).';
