insert into raw.load_checks (kind, check_name, severity, threshold, default_severity, default_threshold, description)
values
  ('pos', 'row_count', 'block', null, 'block', null, 'All rows of the file were staged.'),
  ('pos', 'key_nulls', 'block', null, 'block', null, 'No line lacks shop, receipt, time, SKU, quantity or amount.'),
  ('pos', 'business_date', 'block', null, 'block', null, 'No receipt is newer than the snapshot date.'),
  ('pos', 'rows_present', 'block', null, 'block', null, 'There is at least one row.'),
  ('pos', 'doubled_file', 'block', null, 'block', null, 'The file is not joined to itself.'),
  ('pos', 'receipt_totals', 'warn', null, 'warn', null, 'The lines of each receipt add up to its total.'),
  ('pos', 'unknown_store', 'warn', null, 'warn', null, 'Every outlet is a known shop (portal.name_alias, source iseller).'),
  ('pos', 'unmapped_share', 'warn', 0.02, 'warn', 0.02, 'At most 2 % of the lines have a code that nobody mapped.'),
  ('pos', 'unmapped_any', 'note', null, 'note', null, 'Every code is mapped.'),
  ('pos', 'negative_quantity', 'note', null, 'note', null, 'Lines with a negative quantity (refunds).')
on conflict (kind, check_name) do update
  set default_severity = excluded.default_severity, default_threshold = excluded.default_threshold, description = excluded.description;
