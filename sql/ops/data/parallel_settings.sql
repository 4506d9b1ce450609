-- Set up and switched off: a person switches on what is to be compared. Rows that are there belong to people.
insert into ops.parallel_settings (definition_key, row_filter, note) values
  ('report.control_stock', '{"is_mapped": true}', 'Artikel yang ada di Kode Mix.'),
  ('report.daily_sales', '{"period": "hari"}', 'Penjualan hari itu per cabang, dan jumlah semua cabang.')
on conflict (definition_key) do nothing;
insert into ops.parallel_columns (definition_key, position, header, field, role, data_type, decimals, words)
select x.definition_key, x.position, x.header, x.field, x.role, x.data_type, x.decimals, x.words::jsonb
  from (values
    ('report.control_stock', 1, 'Kode Mix', 'kode_mix', 'key', 'text', null, '{}'),
    ('report.control_stock', 2, 'Stok', 'total_pairs', 'value', 'number', null, '{}'),
    ('report.control_stock', 3, 'Terjual 3 Bulan', 'sold_window', 'value', 'number', null, '{}'),
    ('report.control_stock', 4, 'Sisa Bulan', 'months_of_cover', 'value', 'number', 1, '{}'),
    ('report.control_stock', 5, 'PO', 'recommended_po', 'value', 'number', null, '{}'),
    ('report.daily_sales', 1, 'Cabang', 'branch', 'key', 'text', null, '{"": "Semua"}'),
    ('report.daily_sales', 2, 'Transaksi', 'transaction_count', 'value', 'number', null, '{}'),
    ('report.daily_sales', 3, 'Penjualan', 'sales_amount', 'value', 'number', 0, '{}'),
    ('report.daily_sales', 4, 'Target', 'target_amount', 'value', 'number', 0, '{}')
  ) as x (definition_key, position, header, field, role, data_type, decimals, words)
 where not exists (select from ops.parallel_columns c where c.definition_key = x.definition_key);
