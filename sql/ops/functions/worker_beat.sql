create or replace function ops.worker_beat(p_incarnation uuid)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  -- The real clock: a moved one must neither kill nor keep alive a process.
  update ops.workers w
     set beat_at = clock_timestamp()
   where w.incarnation = p_incarnation and w.stopped_at is null and w.died_at is null;
  return found;
end;
$$;
comment on function ops.worker_beat(uuid) is 'Sign of life. False: the worker was declared dead, must drop its work and end.';
