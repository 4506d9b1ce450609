insert into raw.load_checks (kind, check_name, default_severity, default_threshold, is_releasable, description)
values
  ('pos', 'row_count', 'block', null, false, 'All rows of the file were staged.'),
  ('pos', 'key_nulls', 'block', null, false, 'No line lacks shop, receipt, time, SKU, quantity or amount.'),
  ('pos', 'business_date', 'block', null, false, 'No receipt is newer than the snapshot date.'),
  ('pos', 'rows_present', 'block', null, true, 'There is at least one row.'),
  ('pos', 'doubled_file', 'block', null, true, 'The file is not joined to itself.'),
  ('pos', 'receipt_totals', 'warn', null, true, 'The lines of each receipt add up to its total.'),
  ('pos', 'unknown_store', 'warn', null, true, 'Every outlet is a known shop (portal.name_alias, source iseller).'),
  ('pos', 'unmapped_share', 'warn', 0.02, true, 'At most 2 % of the lines have a code that nobody mapped.'),
  ('pos', 'unmapped_any', 'note', null, true, 'Every code is mapped.'),
  ('pos', 'negative_quantity', 'note', null, true, 'Lines with a negative quantity (refunds).')
on conflict (kind, check_name) do update
  set default_severity = excluded.default_severity, default_threshold = excluded.default_threshold,
      is_releasable = excluded.is_releasable, description = excluded.description
  where (load_checks.default_severity, load_checks.default_threshold, load_checks.is_releasable, load_checks.description)
        is distinct from (excluded.default_severity, excluded.default_threshold, excluded.is_releasable, excluded.description);
