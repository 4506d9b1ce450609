create or replace function ops.worker_stop(p_incarnation uuid)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ops.workers w set stopped_at = clock_timestamp()
   where w.incarnation = p_incarnation and w.stopped_at is null and w.died_at is null;
end;
$$;
comment on function ops.worker_stop(uuid) is 'A worker has ended by itself. What it still held may be taken over.';
