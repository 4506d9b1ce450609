insert into ops.settings (key, default_value, value_type, unit, description) values
  ('control_stock.must_po_months', '3', 'number', 'months', 'Below this cover an article must be ordered; so many months are ordered.'),
  ('control_stock.overstock_months', '9', 'number', 'months', 'Above this cover an article is overstock.'),
  ('control_stock.pairs_per_box', '12', 'integer', 'pairs', 'Pairs in a full carton; orders are rounded up to it.'),
  ('control_stock.new_article_days', '28', 'integer', 'days', 'An article sold for fewer days gets no verdict.'),
  ('sales.repull_days', '7', 'integer', 'days', 'How many days back a sales pull fetches again, for invoices changed or deleted later.'),
  ('iseller.time_zone', 'store', 'text', null, 'Whose clock a till export prints when a time has no offset: store (each shop its own), or a zone such as Asia/Jakarta.'),
  ('pos.tolerance_pairs', '0', 'number', 'pairs', 'Till and ERP may differ by so many pairs in a shop and day before it is a finding.'),
  ('pos.tolerance_amount', '1000', 'number', 'rupiah', 'Till and ERP may differ by so much in a shop and day before it is a finding.'),
  ('ginee.overlap', '10 minutes', 'interval', null, 'How far a run reads back before the end of the last one: orders appear in the source a little late.'),
  ('ginee.first_days', '30', 'integer', 'days', 'How far back the first run of a shop reads; the source lists three months at most.'),
  ('sales.full_details_days', '7', 'integer', 'days', 'So often a sales pull fetches every document; on the days between, unchanged ones are copied. 1: never copied.'),
  ('worker.beat_every', '5 seconds', 'interval', null, 'How often a worker gives a sign of life.'),
  ('worker.silent_after', '30 seconds', 'interval', null, 'A worker silent for longer is declared dead.'),
  ('worker.max_runs', '8', 'integer', 'runs', 'Runs at once on one machine.'),
  ('dispatcher.every', '1 second', 'interval', null, 'How often a worker looks for wake-ups that are due.'),
  ('schedule.horizon', '48 hours', 'interval', null, 'How far ahead the expected runs of a schedule are made.'),
  ('schedule.capacity_retry', '30 seconds', 'interval', null, 'A run for which no place is free looks again after this, or earlier when a run ends.'),
  ('worker.crash_limit', '3', 'integer', 'workers', 'A job that so many workers held when they died is set aside.'),
  ('outbox.hold', '1 minute', 'interval', null, 'How long a message waits when its channel is switched off, before it is looked at again.'),
  ('mail.from', 'Mandor <mandor@mandor.example>', 'text', null, 'Sender of our mails.'),
  ('mail.domain', 'mandor.example', 'text', null, 'Domain in the Message-ID of our mails.'),
  ('outbox.test_mode', 'false', 'boolean', null, 'true: all outward effects go to test recipients and are marked.'),
  ('alerts.max_per_person_day', '20', 'integer', 'messages', 'Alerts that one address gets in a day one by one; what comes after is told in digests.'),
  ('alerts.digest_after', '15 minutes', 'interval', null, 'How long alerts above the cap gather before their digest leaves.'),
  ('alerts.digest_every', '4 hours', 'interval', null, 'Least distance between two digests to one address.'),
  ('report.top_rows', '10', 'integer', 'rows', 'Sentences in the top lists of a report.'),
  ('report.tier_rows', '5', 'integer', 'rows', 'Articles named per tier of a report.'),
  ('report.table_rows', '30', 'integer', 'rows', 'Rows in a table of a report.')
on conflict (key) do update
  set default_value = excluded.default_value, value_type = excluded.value_type, unit = excluded.unit, description = excluded.description
  where (settings.default_value, settings.value_type, settings.unit, settings.description)
        is distinct from (excluded.default_value, excluded.value_type, excluded.unit, excluded.description);
