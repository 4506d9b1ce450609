create or replace function ops.worker_timing(out beat_ms integer, out silent_ms integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select (extract(epoch from util.setting_interval('worker.beat_every')) * 1000)::integer,
         (extract(epoch from util.setting_interval('worker.silent_after')) * 1000)::integer;
$$;
comment on function ops.worker_timing() is 'How often a worker gives a sign of life, and after how long a silence it is declared dead, in milliseconds.';
