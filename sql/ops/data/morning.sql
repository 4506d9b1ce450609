-- The director's morning. What a reason means is ours; how severe it is, after how long and whom it concerns belongs to people.
insert into ops.settings (key, default_value, value_type, unit, description) values
  ('morning.calendar', 'company', 'text', null, 'Calendar on whose working days the director is told; - : every day.'),
  ('morning.rows', '8', 'integer', 'reasons', 'So many people to follow up are named in the morning; the rest is counted.'),
  ('company.usual_days', '28', 'integer', 'days', 'A figure is compared with so many days of the same weekday before it.'),
  ('company.usual_min_days', '8', 'integer', 'days', 'With fewer of them nothing is called unusual.'),
  ('company.unusual_deviations', '5', 'number', 'deviations', 'A figure is unusual when it is further from the median than so many median deviations, …'),
  ('company.unusual_pct', '15', 'number', 'percent', '… and further from it than this.')
on conflict (key) do update
  set default_value = excluded.default_value, value_type = excluded.value_type, unit = excluded.unit, description = excluded.description
  where (settings.default_value, settings.value_type, settings.unit, settings.description)
        is distinct from (excluded.default_value, excluded.value_type, excluded.unit, excluded.description);

insert into ops.follow_up_kinds (key, title, position, default_severity, default_after, default_responsible_key, responsible_title, description) values
  ('escalated', 'Menunggu keputusan atasan', 10, 'critical', '0', 'alerts.direct', 'Penanggung jawab sistem', 'A work item that only its supervisor can move on.'),
  ('load_blocked', 'Data ditahan', 20, 'critical', '0', 'data.owner', 'Penanggung jawab data', 'A load that a check holds back: reports of its day wait for it.'),
  ('work_item', 'Laporan terlambat', 30, 'critical', '0', 'data.owner', 'Penanggung jawab data', 'A report that is past its latest start and was never finished, or has failed.'),
  ('incident', 'Mesin bermasalah', 35, 'warning', '0', 'alerts.direct', 'Penanggung jawab sistem', 'A machine that does not do its work and was not recovered; critical when it will not be restarted by itself any more.'),
  ('approval', 'Tanda tangan ditunggu', 40, 'warning', '24 hours', 'alerts.direct', 'Penanggung jawab sistem', 'A request for approval that has been open so long; critical as soon as the alert rule approval_overdue holds.'),
  ('absence', 'Tidak masuk tanpa pengganti', 50, 'warning', '0', 'alerts.direct', 'Penanggung jawab sistem', 'Somebody who signs is away today and nobody can sign in that place; critical while something waits for it.'),
  ('delivery', 'Laporan tidak sampai', 60, 'critical', '0', 'alerts.direct', 'Penanggung jawab sistem', 'A report or a request that was refused, came back, or of which nobody knows.'),
  ('sales_target', 'Cabang di bawah target', 70, 'warning', '0', 'operations.head', 'Kepala operasional', 'A branch for which the alert rule sales_target holds.'),
  ('credential_expiring', 'Kunci akses segera berakhir', 80, 'critical', '0', 'alerts.direct', 'Penanggung jawab sistem', 'A secret for which the alert rule credential_expiring holds.'),
  ('credential_old', 'Kunci akses perlu diganti', 90, 'warning', '0', 'alerts.direct', 'Penanggung jawab sistem', 'A secret for which the alert rule credential_old holds.'),
  ('dead_job', 'Pekerjaan berhenti', 100, 'warning', '0', 'alerts.direct', 'Penanggung jawab sistem', 'A job that is out of attempts.'),
  ('channel', 'Saluran rusak', 5, 'critical', '0', 'alerts.direct', 'Penanggung jawab sistem', 'Messages of a channel do not arrive, or answers in a mailbox are not read.')
on conflict (key) do update
  set title = excluded.title, position = excluded.position, default_severity = excluded.default_severity, default_after = excluded.default_after,
      default_responsible_key = excluded.default_responsible_key, responsible_title = excluded.responsible_title, description = excluded.description
  where (follow_up_kinds.title, follow_up_kinds.position, follow_up_kinds.default_severity, follow_up_kinds.default_after, follow_up_kinds.default_responsible_key, follow_up_kinds.responsible_title, follow_up_kinds.description)
        is distinct from (excluded.title, excluded.position, excluded.default_severity, excluded.default_after, excluded.default_responsible_key, excluded.responsible_title, excluded.description);

insert into ops.task_policies (task_identifier, max_attempts, timeout, on_exhausted) values
  ('director/morning', 5, '5 minutes', 'fail_subject')
on conflict (task_identifier) do nothing;

-- A summary of the past is worth nothing: after an outage only the newest is made, and on the day itself or not at all (ops.morning_tell).
insert into ops.job_definitions
  (key, title, agent, task_identifier, cron, time_zone, business_day_offset, latest_start, max_duration, expected_every, recipient_key, estimated_human_minutes)
values
  ('director.morning', 'Ringkasan pagi', 'director', 'director/morning', '15 7 * * *', 'Asia/Jakarta', 0, '5 hours', '15 minutes', '1 day', 'director', 30)
on conflict (key) do update
  set title = excluded.title, agent = excluded.agent, task_identifier = excluded.task_identifier
  where (job_definitions.title, job_definitions.agent, job_definitions.task_identifier) is distinct from (excluded.title, excluded.agent, excluded.task_identifier);
