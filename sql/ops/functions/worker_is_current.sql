create or replace function ops.worker_is_current(p_incarnation uuid)
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (select s.digest = n.digest and s.breaking_number = n.breaking_number
       from ops.workers w
       join ops.deployments s on s.id = w.deployment_id
      cross join lateral (select d.digest, d.breaking_number from ops.deployments d order by d.id desc limit 1) n
      where w.incarnation = p_incarnation),
    true);
$$;
comment on function ops.worker_is_current(uuid) is 'False: something else has been deployed since this worker started; it ends and starts again. A deploy that changed nothing does not count.';
