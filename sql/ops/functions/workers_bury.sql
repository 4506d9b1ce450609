create or replace function ops.workers_bury()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_silent interval := util.setting_interval('worker.silent_after');
  v_count integer;
begin
  update ops.workers w set died_at = clock_timestamp()
   where w.stopped_at is null and w.died_at is null and w.beat_at < clock_timestamp() - v_silent;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function ops.workers_bury() is 'Declares workers dead that have been silent longer than worker.silent_after. How many.';
