insert into ops.settings (key, default_value, value_type, unit, description) values
  ('control_stock.must_po_months', '3', 'number', 'months', 'Below this cover an article must be ordered; so many months are ordered.'),
  ('control_stock.overstock_months', '9', 'number', 'months', 'Above this cover an article is overstock.'),
  ('control_stock.pairs_per_box', '12', 'integer', 'pairs', 'Pairs in a full carton; orders are rounded up to it.'),
  ('control_stock.new_article_days', '28', 'integer', 'days', 'An article sold for fewer days gets no verdict.'),
  ('sales.repull_days', '7', 'integer', 'days', 'How many days back a sales pull fetches again, for invoices changed or deleted later.'),
  ('worker.beat_every', '5 seconds', 'interval', null, 'How often a worker gives a sign of life.'),
  ('worker.silent_after', '30 seconds', 'interval', null, 'A worker silent for longer is declared dead.'),
  ('mail.from', 'Mandor <mandor@mandor.example>', 'text', null, 'Sender of our mails.'),
  ('mail.domain', 'mandor.example', 'text', null, 'Domain in the Message-ID of our mails.'),
  ('outbox.test_mode', 'false', 'boolean', null, 'true: all outward effects go to test recipients and are marked.'),
  ('report.top_rows', '10', 'integer', 'rows', 'Rows of the top lists of a report.'),
  ('report.tier_rows', '5', 'integer', 'rows', 'Articles named per tier of a report.'),
  ('report.table_rows', '30', 'integer', 'rows', 'Rows in a table of a report.')
on conflict (key) do update
  set default_value = excluded.default_value, value_type = excluded.value_type, unit = excluded.unit, description = excluded.description
  where (settings.default_value, settings.value_type, settings.unit, settings.description)
        is distinct from (excluded.default_value, excluded.value_type, excluded.unit, excluded.description);
