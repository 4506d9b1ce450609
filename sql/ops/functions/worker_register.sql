-- A program that does not fit the database is refused before it takes a job: it would write what others cannot read.
create or replace function ops.worker_register(p_pool_id text, p_host text, p_pid integer, p_version text default null, p_breaking_number integer default null)
returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_incarnation uuid;
  v_deployment ops.deployments;
begin
  select d.* into v_deployment from ops.deployments d order by d.id desc limit 1;
  if p_breaking_number <> v_deployment.breaking_number then
    raise exception 'this worker is % than the database (its breaking number is %, the database''s is %)',
        case when p_breaking_number < v_deployment.breaking_number then 'older' else 'newer' end, p_breaking_number, v_deployment.breaking_number
      using errcode = 'MD206',
            hint = case when p_breaking_number < v_deployment.breaking_number then 'Install the version that was deployed, then start it again.'
                        else 'Run `mandor deploy` with this version first.' end;
  end if;
  insert into ops.workers (pool_ids, host, pid, version, breaking_number, deployment_id)
  values (array_remove(array[nullif(p_pool_id, '')], null), p_host, p_pid, p_version, p_breaking_number, v_deployment.id)
  returning incarnation into v_incarnation;
  return v_incarnation;
end;
$$;
comment on function ops.worker_register(text, text, integer, text, integer) is 'A worker process has started: gives it an identity that is never used again. The pool id may be empty and follow by worker_pool_add. MD206: its breaking number is not the database''s.';
