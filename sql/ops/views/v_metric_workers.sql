create view ops.v_metric_workers with (security_invoker) as
select w.incarnation::text as subject, 1::numeric as value,
       format('Worker di %s (pid %s) mati', w.host, w.pid) as title,
       format('Diam sejak %s WIB. Yang sedang dikerjakannya sudah diserahkan kepada worker lain; %s worker hidup.',
         to_char(w.beat_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI:SS'),
         (select count(*) from ops.workers x where x.stopped_at is null and x.died_at is null)) as body
  from ops.workers w
 where w.died_at > clock_timestamp() - interval '1 hour';
comment on view ops.v_metric_workers is 'Metric of a rule: workers that were declared dead within the hour. That none is left at all, the outside ping notices.';
