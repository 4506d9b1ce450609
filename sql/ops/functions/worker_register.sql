create or replace function ops.worker_register(p_pool_id text, p_host text, p_pid integer, p_version text default null)
returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_incarnation uuid;
begin
  insert into ops.workers (pool_ids, host, pid, version)
  values (array_remove(array[nullif(p_pool_id, '')], null), p_host, p_pid, p_version)
  returning incarnation into v_incarnation;
  return v_incarnation;
end;
$$;
comment on function ops.worker_register(text, text, integer, text) is 'A worker process has started: gives it an identity that is never used again. The pool id may be empty and follow by worker_pool_add.';
