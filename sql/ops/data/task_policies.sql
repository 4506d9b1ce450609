-- People may change these numbers; a deploy only adds what is missing.
insert into ops.task_policies (task_identifier, max_attempts, timeout, on_exhausted) values
  ('ops/handle_event', 25, '1 minute', 'dead'),
  ('ops/wakeup', 25, '1 minute', 'dead'),
  ('ops/noop', 1, '10 seconds', 'dead'),
  ('deliver/email', 10, '2 minutes', 'fail_subject'),
  ('deliver/telegram', 10, '1 minute', 'fail_subject'),
  ('deliver/telegram_edit', 10, '1 minute', 'fail_subject'),
  ('deliver/notion', 10, '10 minutes', 'fail_subject'),
  ('deliver/sheets', 20, '10 minutes', 'fail_subject'),
  ('google/check_sheet', 5, '5 minutes', 'fail_subject'),
  ('ops/reconcile', 10, '1 minute', 'dead'),
  ('accurate/pull_stock', 8, '2 hours', 'fail_subject'),
  ('accurate/pull_sales', 8, '2 hours', 'fail_subject'),
  ('ginee/pull_orders', 8, '1 hour', 'fail_subject'),
  ('google/load_sheet', 5, '5 minutes', 'fail_subject'),
  ('google/load_parallel', 5, '5 minutes', 'fail_subject'),
  ('report/control_stock', 5, '10 minutes', 'fail_subject'),
  ('report/daily_sales', 5, '10 minutes', 'fail_subject'),
  ('report/product_performance', 5, '10 minutes', 'fail_subject'),
  ('review/check', 5, '10 minutes', 'dead'),
  -- A first look after a long absence reads hundreds of mails at the provider's pace; what it has stored it does not read again.
  ('intake/gmail', 3, '30 minutes', 'dead'),
  ('intake/imap', 3, '30 minutes', 'dead'),
  ('intake/read', 10, '1 minute', 'fail_subject'),
  -- Signs of life and the runbook. A command's own limits are shorter (ops.runbook_steps).
  ('overseer/watch', 5, '1 minute', 'fail_subject'),
  ('overseer/run_step', 10, '15 minutes', 'dead')
on conflict (task_identifier) do nothing;
-- The cross-check.
insert into ops.task_policies (task_identifier, max_attempts, timeout, on_exhausted) values
  ('overseer/cross_check', 5, '15 minutes', 'fail_subject')
on conflict (task_identifier) do nothing;
