-- The comparison in force, the severity and whether it is on belong to people; the defaults are ours. A recipient key
-- may hold {subject}: the rule about a branch's target goes to that branch's manager. Dead jobs, messages
-- that failed, needs that are not met in time are alerted by whoever finds them (ops.jobs_give_up, ops.outbox_refuse, ops.occurrence_start_limit …).
insert into ops.alert_rules (key, metric_view, default_predicate, default_severity, category, recipient_keys, check_every, window_length, description) values
  ('load_blocked', 'ops.v_metric_loads_blocked', '{"op": ">=", "value": 1}', 'critical', 'load', '{data.owner}', '1 minute', '1 day', 'A load that a check holds back.'),
  ('load_broken', 'ops.v_metric_loads_broken', '{"op": ">=", "value": 1}', 'warning', 'load', '{data.owner}', '1 minute', '1 day', 'A file whose loading was broken off and not begun again.'),
  ('negative_stock', 'ops.v_metric_negative_stock', '{"op": ">=", "value": 1}', 'warning', 'stock', '{alerts.stock}', '1 hour', '30 days', 'Negative stock of any code and warehouse in the newest accepted snapshot. Once per snapshot.'),
  ('full_floor', 'ops.v_metric_full_floor', '{"op": "<", "value": 70}', 'warning', 'store', '{operations.head}', '1 hour', '7 days', 'Full floor of a shop, in percent. Once a week and shop.'),
  ('full_box', 'ops.v_metric_full_box', '{"op": "<", "value": 80}', 'warning', 'store', '{operations.head}', '1 hour', '7 days', 'Full box of a shop, in percent. Once a week and shop.'),
  ('sales_target', 'ops.v_metric_sales_target', '{"op": "<", "value": 95}', 'warning', 'sales', '{"branch.manager.{subject}"}', '1 hour', '7 days', 'Sales of the month to date in percent of the target to date, per branch, to its manager. Once a week and branch.'),
  ('worker_died', 'ops.v_metric_workers', '{"op": ">=", "value": 1}', 'warning', 'worker', '{}', '1 minute', '1 day', 'A worker that was declared dead.'),
  ('stale_agent', 'ops.v_metric_stale_agents', '{"op": ">", "value": 0}', 'warning', 'agent', '{}', '1 minute', '1 day', 'An agent from which a scheduled success is overdue.'),
  ('report_missing', 'ops.v_metric_reports_missing', '{"op": ">", "value": 0}', 'critical', 'report', '{}', '1 minute', '1 day', 'A report whose latest start has passed.'),
  ('table_bloat', 'ops.v_metric_table_bloat', '{"op": ">=", "value": 50}', 'warning', 'database', '{}', '1 hour', '1 day', 'Tables whose rows are mostly dead, in percent.'),
  ('approval_overdue', 'ops.v_metric_approvals_overdue', '{"op": ">=", "value": 48}', 'warning', 'approval', '{}', '1 hour', '1 day', 'An approval that has been open for so many hours.'),
  ('old_transaction', 'ops.v_metric_old_transactions', '{"op": ">=", "value": 60}', 'warning', 'database', '{}', '1 minute', '6 hours', 'Transactions open for so many minutes keep dead rows alive.'),
  ('replies_unread', 'ops.v_metric_mailboxes', '{"op": ">=", "value": 15}', 'warning', 'mailbox', '{}', '1 minute', '1 day', 'A mailbox whose replies have not been read for so many minutes.'),
  ('replies_unread_long', 'ops.v_metric_mailboxes', '{"op": ">=", "value": 120}', 'critical', 'mailbox', '{}', '1 minute', '1 day', 'The same, for so long that people wait for an answer to theirs.'),
  ('credential_old', 'ops.v_metric_credentials_old', '{"op": ">", "value": 0}', 'warning', 'credential', '{}', '1 hour', '7 days', 'A secret that is older than its max_age, by so many days. Once a week.'),
  ('credential_expiring', 'ops.v_metric_credentials_expiring', '{"op": "<=", "value": 3}', 'critical', 'credential', '{}', '1 hour', '1 day', 'A secret that works for so many days more.')
on conflict (key) do update
  set metric_view = excluded.metric_view, default_predicate = excluded.default_predicate, default_severity = excluded.default_severity,
      category = excluded.category, description = excluded.description
  where (alert_rules.metric_view, alert_rules.default_predicate, alert_rules.default_severity, alert_rules.category, alert_rules.description)
        is distinct from (excluded.metric_view, excluded.default_predicate, excluded.default_severity, excluded.category, excluded.description);
