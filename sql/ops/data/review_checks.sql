-- is_blocking, params and is_enabled in force belong to people (NULL: as shipped); the rest is ours.
insert into ops.review_checks ("position", key, definition_key, default_is_blocking, default_params, title, description) values
  (1, 'hash_intact', null, true, '{}', 'Angka beku utuh', 'The figures have the hash that was frozen with them.'),
  (2, 'loads_newest', null, true, '{}', 'Memakai data terbaru', 'The loads on which the revision stands are the accepted ones of its business date, of every job that it needs.'),
  (3, 'text_complete', null, true, '{}', 'Laporan lengkap', 'Subject, verdict and steps are there, none of them empty.'),
  (11, 'control_stock.rows', 'report.control_stock', true, '{}', 'Daftar artikel lengkap', 'The frozen rows are the articles that mart.control_stock gives for that date, none more and none less.'),
  (12, 'control_stock.row_drift', 'report.control_stock', true, '{"max_share": 0.3, "min_rows": 50}', 'Jumlah artikel wajar', 'The number of articles moved by at most max_share since the report before, when that had at least min_rows.'),
  (13, 'control_stock.totals', 'report.control_stock', true, '{}', 'Jumlah = rinciannya', 'Each total is the sum of its rows; each row is the sum of WHS, WHB and shops.'),
  (14, 'control_stock.stock', 'report.control_stock', true, '{}', 'Stok sama dengan data mentah', 'The pairs of each article equal those of the accepted snapshots in raw, mapped by portal, without the way through core.'),
  (15, 'control_stock.sales', 'report.control_stock', true, '{}', 'Penjualan sama dengan data mentah', 'The pairs that each article sold in the window equal those of the lines in raw that count, without the way through core.'),
  (16, 'control_stock.text', 'report.control_stock', true, '{}', 'Tulisan sesuai angka', 'Subject and key figures say what the frozen figures say.'),
  (21, 'daily_sales.rows', 'report.daily_sales', true, '{}', 'Daftar cabang lengkap', 'The frozen rows are the periods and branches that mart.daily_sales gives for that date.'),
  (22, 'daily_sales.totals', 'report.daily_sales', true, '{}', 'Jumlah = rinciannya', 'Pairs and amounts of all are the sum of the branches; sales are gross less returns.'),
  (23, 'daily_sales.sales', 'report.daily_sales', true, '{}', 'Penjualan sama dengan data mentah', 'Pairs and amounts of the day and of the month equal those of the lines in raw that count.'),
  (24, 'daily_sales.text', 'report.daily_sales', true, '{}', 'Tulisan sesuai angka', 'Subject and key figures say what the frozen figures say.'),
  (31, 'product_performance.rows', 'report.product_performance', true, '{}', 'Daftar artikel lengkap', 'The frozen rows are the articles that mart.product_performance_to gives for that date.'),
  (32, 'product_performance.row_drift', 'report.product_performance', true, '{"max_share": 0.3, "min_rows": 50}', 'Jumlah artikel wajar', 'The number of articles moved by at most max_share since the report before, when that had at least min_rows.'),
  (33, 'product_performance.ranks', 'report.product_performance', true, '{}', 'Peringkat benar', 'Ranks run from 1 without a gap, and revenue falls with them.'),
  (34, 'product_performance.sales', 'report.product_performance', true, '{}', 'Penjualan sama dengan data mentah', 'Pairs and revenue of each article equal those of the lines in raw that count.'),
  (35, 'product_performance.text', 'report.product_performance', true, '{}', 'Tulisan sesuai angka', 'Subject and key figures say what the frozen figures say.'),
  (91, 'sheet_mirror', null, false, '{}', 'Sheet sama dengan laporan', 'The Sheet shows the revision and its formulas agree. A Sheet that could not be checked holds nothing up: it passes with a note.')
on conflict (key) do update
  set "position" = excluded."position", definition_key = excluded.definition_key, default_is_blocking = excluded.default_is_blocking,
      default_params = excluded.default_params, title = excluded.title, description = excluded.description
  where (review_checks."position", review_checks.definition_key, review_checks.default_is_blocking, review_checks.default_params, review_checks.title, review_checks.description)
        is distinct from (excluded."position", excluded.definition_key, excluded.default_is_blocking, excluded.default_params, excluded.title, excluded.description);
