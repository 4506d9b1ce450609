create view ops.v_metric_reports_missing with (security_invoker) as
select o.id::text as subject, extract(epoch from (select util.now()) - x.latest_at) / 60 as value,
       format('%s %s belum ada', d.title, o.business_date) as title,
       format(E'Jadwal %s WIB, paling lambat %s WIB.%s\nLihat: mandor explain occurrence %s',
         to_char(o.slot_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI'), to_char(x.latest_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI'),
         case when m.missing <> '{}' then E'\nBelum ada: ' || array_to_string(m.missing, ', ') || '.' else '' end, o.id) as body
  from ops.occurrences o
  join ops.job_definitions d on d.key = o.definition_key and d.makes_work_item
 cross join lateral (select o.slot_at + coalesce(d.latest_start, interval '0') as latest_at) x
 cross join lateral (select ops.occurrence_needs_missing(o.id) as missing) m
 -- One that waits for its needs has a timer of its own, which says so.
 where o.status = 'expected' and not o.is_manual and x.latest_at < (select util.now());
comment on view ops.v_metric_reports_missing is 'Metric of a rule: reports whose latest start has passed without their starting; minutes since then.';
