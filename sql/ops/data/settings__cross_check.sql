-- How far the cross-check looks back, and how much it may ask of a source: all of it together is a few seconds of a token's pace.
insert into ops.settings (key, default_value, value_type, unit, description) values
  ('cross_check.days', '7', 'integer', 'days', 'The cross-check draws one report of so many last business dates.'),
  ('cross_check.articles', '6', 'integer', 'codes', 'So many codes of a stock report are asked of the source again, each in every drawn warehouse.'),
  ('cross_check.warehouses', '3', 'integer', 'warehouses', 'In so many warehouses.'),
  ('cross_check.documents', '12', 'integer', 'documents', 'So many invoices and returns of the report''s load are asked of the source again.'),
  ('cross_check.max_requests', '40', 'integer', 'requests', 'No cross-check asks more of a source than this.'),
  ('cross_check.changed_days', '31', 'integer', 'days', 'Documents so many days back may explain stock that differs from the source.'),
  ('cross_check.patience', '3', 'integer', 'times', 'So often a cross-check waits for a source that does not answer; then it says that the source was not checked.')
on conflict (key) do update
  set default_value = excluded.default_value, value_type = excluded.value_type, unit = excluded.unit, description = excluded.description
  where (settings.default_value, settings.value_type, settings.unit, settings.description)
        is distinct from (excluded.default_value, excluded.value_type, excluded.unit, excluded.description);
