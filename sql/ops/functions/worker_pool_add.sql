create or replace function ops.worker_pool_add(p_incarnation uuid, p_pool_id text)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ops.workers w
     set pool_ids = array_append(array_remove(w.pool_ids, p_pool_id), p_pool_id)
   where w.incarnation = p_incarnation;
  if not found then
    raise exception 'there is no worker %', p_incarnation using errcode = 'MD401', hint = 'A worker calls ops.worker_register first.';
  end if;
end;
$$;
comment on function ops.worker_pool_add(uuid, text) is 'Tells which pool id of the queue belongs to a worker: jobs carry it in locked_by.';
