-- After a restart of the server every worker has been silent as long as it was away: those of before get the time to come
-- back, else the first one that does would bury all others.
create or replace function ops.workers_bury()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_silent interval := util.setting_interval('worker.silent_after');
  v_since timestamptz := clock_timestamp() - v_silent;
  v_count integer;
begin
  update ops.workers w set died_at = clock_timestamp()
   where w.stopped_at is null and w.died_at is null and w.beat_at < v_since
     and (w.registered_at > pg_postmaster_start_time() or pg_postmaster_start_time() < v_since);
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function ops.workers_bury() is 'Declares workers dead that have been silent longer than worker.silent_after. How many.';
