create or replace function ops.doctor_engine()
returns table (line text, state text, says text, next_step text)
language sql stable
as $$
  select 'workers', case when count(*) > 0 then 'ok' else 'wrong' end, format('%s live', count(*)),
         case when count(*) = 0 then 'Start one: `mandor worker` or `mandor up`.' end
    from ops.workers w
   where w.stopped_at is null and w.died_at is null and w.beat_at > clock_timestamp() - util.setting_interval('worker.silent_after')
  union all
  -- Slower is a person's choice, and a test or demo meets only the sandbox; faster is refused by a real vendor.
  select 'rates', case when x.is_faster and util.instance_kind() in ('production', 'development') then 'wrong' else 'ok' end,
         case when x.keys is null then 'as shipped' else 'not as shipped: ' || x.keys end,
         case when x.is_faster and util.instance_kind() in ('production', 'development')
              then 'A sandbox that was killed leaves its rate behind: update ops.rate_keys set min_gap = default_min_gap where default_min_gap <> min_gap; if a person set it, the vendor may refuse requests.' end
    from (
      select string_agg(format('%s %s ms instead of %s ms', r.key, round(extract(epoch from r.min_gap) * 1000, 1), round(extract(epoch from r.default_min_gap) * 1000, 1)), ', ' order by r.key collate "C") as keys,
             coalesce(bool_or(r.min_gap < r.default_min_gap), false) as is_faster
        from ops.rate_keys r where r.min_gap <> r.default_min_gap
    ) x
  union all
  select x.line, case when x.bad = 0 then 'ok' else 'wrong' end, format(x.says, x.bad), case when x.bad > 0 then x.next_step end
    from (values
      ('dead jobs', (select count(*) from ops.v_dead_jobs), '%s out of attempts', 'select * from ops.v_dead_jobs names them.'),
      ('orphans', (select count(*) from ops.v_orphans), '%s waiting rows without a wake-up',
        'select * from ops.v_orphans names them. This is a bug of ours: report it.'),
      ('loads', (select count(*) from raw.load_history h where h.status = 'quarantined'), '%s quarantined',
        '`mandor status` says why; pull again when the source is mended.'),
      ('outbox', (select count(*) from ops.outbox o where o.status in ('failed', 'unknown')), '%s failed or unknown',
        'Look into the recipient''s mailbox, then decide with ops.outbox_resolve.')
    ) as x (line, bad, says, next_step)
$$;
comment on function ops.doctor_engine() is 'Lines of doctor about the engine: workers, rates, and what is stuck in the queue, the loads and the outbox. Internal.';
