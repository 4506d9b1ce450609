-- When a job runs, for whom, and whether it is on, belongs to people (cron, time_zone, latest_start, pic_id, is_enabled …):
-- written once. What it does and what it needs is ours.
insert into ops.job_definitions
  (key, title, agent, task_identifier, payload, cron, time_zone, needs, latest_start, max_duration, expected_every,
   makes_work_item, recipient_key, estimated_human_minutes, min_gap)
values
  ('stock.ddd', 'Stok DDD', 'ops_warehouse', 'accurate/pull_stock', '{"entity": "DDD"}', '0 1 * * *', 'Asia/Jakarta', '{}', '6 hours', '2 hours', '1 day', false, null, 20, '0'),
  ('stock.ljbb', 'Stok LJBB', 'ops_warehouse', 'accurate/pull_stock', '{"entity": "LJBB"}', '0 1 * * *', 'Asia/Jakarta', '{}', '6 hours', '2 hours', '1 day', false, null, 20, '0'),
  ('stock.mbb', 'Stok MBB', 'ops_warehouse', 'accurate/pull_stock', '{"entity": "MBB"}', '0 1 * * *', 'Asia/Jakarta', '{}', '6 hours', '2 hours', '1 day', false, null, 20, '0'),
  ('stock.ubb', 'Stok UBB', 'ops_warehouse', 'accurate/pull_stock', '{"entity": "UBB"}', '0 1 * * *', 'Asia/Jakarta', '{}', '6 hours', '2 hours', '1 day', false, null, 20, '0'),
  ('sales.ddd', 'Penjualan DDD', 'ops_branch', 'accurate/pull_sales', '{"entity": "DDD"}', '0 2 * * *', 'Asia/Jakarta', '{}', '5 hours', '2 hours', '1 day', false, null, 15, '0'),
  ('sales.mbb', 'Penjualan MBB', 'ops_branch', 'accurate/pull_sales', '{"entity": "MBB"}', '0 2 * * *', 'Asia/Jakarta', '{}', '5 hours', '2 hours', '1 day', false, null, 15, '0'),
  ('sales.ubb', 'Penjualan UBB', 'ops_branch', 'accurate/pull_sales', '{"entity": "UBB"}', '0 2 * * *', 'Asia/Jakarta', '{}', '5 hours', '2 hours', '1 day', false, null, 15, '0')
on conflict (key) do update
  set title = excluded.title, agent = excluded.agent, task_identifier = excluded.task_identifier, payload = excluded.payload,
      needs = excluded.needs, makes_work_item = excluded.makes_work_item
  where (job_definitions.title, job_definitions.agent, job_definitions.task_identifier, job_definitions.payload, job_definitions.needs, job_definitions.makes_work_item)
        is distinct from (excluded.title, excluded.agent, excluded.task_identifier, excluded.payload, excluded.needs, excluded.makes_work_item);
