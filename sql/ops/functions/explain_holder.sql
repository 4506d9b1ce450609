create or replace function ops.explain_holder(p_incarnation uuid, p_since timestamptz)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language sql stable
as $$
  select case when x.is_live then 'held' else 'holder_gone' end,
         case when x.is_live then format('a worker on %s (pid %s) is at it since %s', x.host, x.pid, ops.explain_time(p_since))
              else format('the worker on %s (pid %s) that held it is gone; its last sign of life was at %s', x.host, x.pid, ops.explain_time(x.beat_at)) end,
         jsonb_build_object('incarnation', x.incarnation, 'host', x.host, 'pid', x.pid, 'since', p_since, 'beat_at', x.beat_at),
         case when x.is_live then 'It ends, or its time limit ends it.' else 'A live worker takes it over.' end,
         case when not x.is_live then greatest(clock_timestamp(), x.beat_at + util.setting_interval('worker.silent_after')) end
    from (
      select w.*, w.stopped_at is null and w.died_at is null and w.beat_at > clock_timestamp() - util.setting_interval('worker.silent_after') as is_live
        from ops.workers w where w.incarnation = p_incarnation
    ) x;
$$;
comment on function ops.explain_holder(uuid, timestamptz) is 'Cause: a worker holds it, or held it and is gone.';
