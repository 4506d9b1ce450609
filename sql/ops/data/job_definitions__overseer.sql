-- As job_definitions.sql. From seven to ten; a night without a look is expected, so its sign of life may be as old as one.
insert into ops.job_definitions
  (key, title, agent, task_identifier, payload, cron, time_zone, business_day_offset, latest_start, max_duration, expected_every, catch_up, estimated_human_minutes)
values
  ('overseer.watch', 'Pemeriksaan pengawas', 'overseer_ops', 'overseer/watch', '{}', '*/30 7-21 * * *', 'Asia/Jakarta', 0, '20 minutes', '10 minutes', '10 hours', 'latest', 5)
on conflict (key) do update
  set title = excluded.title, agent = excluded.agent, task_identifier = excluded.task_identifier, payload = excluded.payload
  where (job_definitions.title, job_definitions.agent, job_definitions.task_identifier, job_definitions.payload)
        is distinct from (excluded.title, excluded.agent, excluded.task_identifier, excluded.payload);
