insert into ops.settings (key, default_value, value_type, unit, description) values
  ('overseer.max_restarts', '3', 'integer', 'restarts', 'So often a machine is restarted within overseer.window; then a person is asked.'),
  ('overseer.max_failures', '3', 'integer', 'recoveries', 'After so many failed recoveries within overseer.window a person is asked.'),
  ('overseer.window', '1 hour', 'interval', null, 'The time over which restarts and failed recoveries of a machine are counted.'),
  ('overseer.retry_after', '5 minutes', 'interval', null, 'How long after a failed recovery a machine is looked at again.'),
  ('overseer.poll_every', '20 seconds', 'interval', null, 'How often a machine that is starting is asked whether it is ready.'),
  ('overseer.poll_limit', '3 minutes', 'interval', null, 'How long a restarted machine may take until it is well; after that the recovery has failed.'),
  ('overseer.remind_every', '24 hours', 'interval', null, 'How often a person is reminded of a machine that could not be recovered.')
on conflict (key) do update
  set default_value = excluded.default_value, value_type = excluded.value_type, unit = excluded.unit, description = excluded.description
  where (settings.default_value, settings.value_type, settings.unit, settings.description)
        is distinct from (excluded.default_value, excluded.value_type, excluded.unit, excluded.description);
