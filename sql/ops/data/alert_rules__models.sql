-- As in alert_rules.sql. The month is part of the subject, so each is told once a month and budget.
insert into ops.alert_rules (key, metric_view, default_predicate, default_severity, category, recipient_keys, check_every, window_length, description) values
  ('llm_spend', 'ops.v_metric_llm_spend', '{"op": ">=", "value": 80}', 'warning', 'model', '{}', '1 minute', '31 days', 'Models have cost so many percent of a budget of the month. Once a month and budget.')
on conflict (key) do update
  set metric_view = excluded.metric_view, default_predicate = excluded.default_predicate, default_severity = excluded.default_severity,
      category = excluded.category, description = excluded.description
  where (alert_rules.metric_view, alert_rules.default_predicate, alert_rules.default_severity, alert_rules.category, alert_rules.description)
        is distinct from (excluded.metric_view, excluded.default_predicate, excluded.default_severity, excluded.category, excluded.description);
