-- As job_definitions.sql. In the afternoon: pulls and reports are over, and somebody is there to read an alert.
insert into ops.job_definitions
  (key, title, agent, task_identifier, payload, cron, time_zone, needs, latest_start, max_duration, expected_every,
   makes_work_item, recipient_key, estimated_human_minutes, min_gap)
values
  ('overseer.cross_check', 'Uji silang', 'overseer_ops', 'overseer/cross_check', '{}', '0 13 * * *', 'Asia/Jakarta', '{}', '4 hours', '1 hour', '1 day', false, null, 30, '0')
on conflict (key) do update
  set title = excluded.title, agent = excluded.agent, task_identifier = excluded.task_identifier, payload = excluded.payload,
      needs = excluded.needs, makes_work_item = excluded.makes_work_item
  where (job_definitions.title, job_definitions.agent, job_definitions.task_identifier, job_definitions.payload, job_definitions.needs, job_definitions.makes_work_item)
        is distinct from (excluded.title, excluded.agent, excluded.task_identifier, excluded.payload, excluded.needs, excluded.makes_work_item);
