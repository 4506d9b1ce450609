-- Not when the rule is only looked at.
create or replace trigger _800_history after insert or update of predicate, default_predicate, severity, default_severity, department,
    recipient_keys, check_every, window_length, is_enabled, metric_view or delete on ops.alert_rules
  for each row execute function ops.tg_any__history('key');
