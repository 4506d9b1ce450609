create view ops.v_metric_stale_agents with (security_invoker) as
select s.key as subject, extract(epoch from s.late_by) / 60 as value,
       format('%s (%s) diam', s.title, s.agent) as title,
       format(E'Hasil terakhir: %s. Seharusnya paling lambat %s WIB.', coalesce(to_char(s.last_wib, 'YYYY-MM-DD HH24:MI') || ' WIB', 'belum pernah'),
         to_char(s.expected_by at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI')) as body
  from ops.v_stale_agents s;
comment on view ops.v_metric_stale_agents is 'Metric of a rule: agents whose scheduled success is overdue, in minutes.';
