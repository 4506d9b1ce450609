-- Switched off until somebody has keys for Ginee: then set is_enabled. When they run belongs to people; what they do, to us.
insert into ops.job_definitions
  (key, title, agent, task_identifier, payload, cron, time_zone, business_day_offset, latest_start, max_duration, expected_every,
   concurrency_group, estimated_human_minutes, is_enabled)
values
  ('channel.ginee_hourly', 'Pesanan marketplace, tiap jam', 'ops_branch', 'ginee/pull_orders', '{}', '20 * * * *', 'Asia/Jakarta', 0,
   '40 minutes', '30 minutes', '1 hour', 'ginee', 5, false),
  ('channel.ginee_daily', 'Pesanan marketplace, tujuh hari ke belakang', 'ops_branch', 'ginee/pull_orders', '{"days": 7}', '40 3 * * *', 'Asia/Jakarta', 1,
   '6 hours', '1 hour', '1 day', 'ginee', 10, false)
on conflict (key) do update
  set title = excluded.title, agent = excluded.agent, task_identifier = excluded.task_identifier, payload = excluded.payload
  where (job_definitions.title, job_definitions.agent, job_definitions.task_identifier, job_definitions.payload)
        is distinct from (excluded.title, excluded.agent, excluded.task_identifier, excluded.payload);
