-- People own these rows: a deploy only adds what is missing. Info goes to the logs group, warning and critical to the
-- main group, critical also to each person and by mail.
insert into ops.alert_routes (department, severity, channel, recipient_key) values
  (null, 'info', 'telegram', 'alerts.logs'),
  (null, 'warning', 'telegram', 'alerts.main'),
  (null, 'critical', 'telegram', 'alerts.main'),
  (null, 'critical', 'telegram', 'alerts.direct'),
  (null, 'critical', 'email', 'alerts.direct')
on conflict (department, severity, channel, recipient_key) do nothing;
