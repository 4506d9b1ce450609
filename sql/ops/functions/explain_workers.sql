create or replace function ops.explain_workers()
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language sql stable
as $$
  select 'no_live_worker',
         case when l.last_at is null then 'no worker has ever run here'
              else format('no worker is alive; the last sign of life was at %s', ops.explain_time(l.last_at)) end,
         jsonb_build_object('live_workers', 0, 'last_beat_at', l.last_at),
         'Start one: `mandor worker` or `mandor up`.', null::timestamptz
    from (select max(w.beat_at) as last_at from ops.workers w) l
   where not exists (
     select from ops.workers w
      where w.stopped_at is null and w.died_at is null and w.beat_at > clock_timestamp() - util.setting_interval('worker.silent_after'));
$$;
comment on function ops.explain_workers() is 'Cause: no live worker. No row when there is one.';
