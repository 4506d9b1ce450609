-- As job_definitions.sql: when it runs, for whom, and whether it is reviewed and signed belongs to people, what it does and needs is ours.
-- Reports of one agent start three hours apart, so that a revision fits in between.
insert into ops.job_definitions
  (key, title, agent, task_identifier, payload, cron, time_zone, needs, latest_start, max_duration, expected_every,
   makes_work_item, requires_review, requires_approval, recipient_key, estimated_human_minutes, min_gap)
values
  ('report.control_stock', 'Control Stock', 'ops_warehouse', 'report/control_stock', '{}', '0 5 * * *', 'Asia/Jakarta',
   '{stock.ddd,stock.ljbb,stock.mbb,stock.ubb,sales.ddd,sales.mbb,sales.ubb}', '2 hours', '30 minutes', '1 day', true, true, true, 'report.control_stock', 90, '3 hours'),
  ('report.daily_sales', 'Penjualan Harian', 'ops_branch', 'report/daily_sales', '{}', '30 10 * * *', 'Asia/Jakarta',
   '{sales.ddd,sales.mbb,sales.ubb}', '2 hours', '30 minutes', '1 day', true, true, true, 'report.daily_sales', 45, '3 hours'),
  -- Monday morning, before the production planning meeting; its people are recipients report.product_performance. Reviewed, not signed: it decides nothing.
  ('report.product_performance', 'Kinerja Produk Mingguan', 'rnd_product', 'report/product_performance', '{}', '0 9 * * 1', 'Asia/Jakarta',
   '{sales.ddd,sales.mbb,sales.ubb}', '4 hours', '30 minutes', '7 days', true, true, false, 'report.product_performance', 60, '3 hours')
on conflict (key) do update
  set title = excluded.title, agent = excluded.agent, task_identifier = excluded.task_identifier, payload = excluded.payload,
      needs = excluded.needs, makes_work_item = excluded.makes_work_item
  where (job_definitions.title, job_definitions.agent, job_definitions.task_identifier, job_definitions.payload, job_definitions.needs, job_definitions.makes_work_item)
        is distinct from (excluded.title, excluded.agent, excluded.task_identifier, excluded.payload, excluded.needs, excluded.makes_work_item);
