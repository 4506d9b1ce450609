insert into raw.load_checks (kind, check_name, severity, threshold, default_severity, default_threshold, description)
values
  ('stock', 'row_count', 'block', null, 'block', null, 'Rows staged equal the source''s own row count.'),
  ('stock', 'key_nulls', 'block', null, 'block', null, 'No row lacks a key column.'),
  ('stock', 'business_date', 'block', null, 'block', null, 'The snapshot is of the business date, and that day is not in the future.'),
  ('stock', 'rows_present', 'block', null, 'block', null, 'There is at least one row.'),
  ('stock', 'unmapped_share', 'block', 0.02, 'block', 0.02, 'At most 2 % of the rows have a code that nobody mapped.'),
  ('stock', 'unmapped_any', 'warn', null, 'warn', null, 'Every code is mapped.'),
  ('stock', 'unknown_warehouse', 'warn', null, 'warn', null, 'Every warehouse is known.'),
  ('stock', 'negative_quantity', 'warn', null, 'warn', null, 'No balance is negative.'),
  ('sales', 'row_count', 'block', null, 'block', null, 'Documents fetched equal the source''s own row count.'),
  ('sales', 'key_nulls', 'block', null, 'block', null, 'No line lacks a key column.'),
  ('sales', 'business_date', 'block', null, 'block', null, 'The snapshot is of the business date, and that day is not in the future.'),
  ('sales', 'dates_in_range', 'block', null, 'block', null, 'Every line is dated inside the range that was asked for.'),
  ('sales', 'rows_present', 'block', null, 'block', null, 'There are rows, unless the source says that there are none.'),
  ('sales', 'unmapped_share', 'warn', 0.02, 'warn', 0.02, 'At most 2 % of the lines have a code that nobody mapped.'),
  ('sales', 'unmapped_any', 'note', null, 'note', null, 'Every code is mapped.'),
  ('sales', 'unknown_warehouse', 'note', null, 'note', null, 'Every warehouse is known.'),
  ('sales', 'negative_quantity', 'note', null, 'note', null, 'Lines with a negative quantity (returns).')
on conflict (kind, check_name) do update
  set default_severity = excluded.default_severity, default_threshold = excluded.default_threshold, description = excluded.description;
