create or replace function mart.control_stock_thresholds()
returns jsonb
language sql stable
as $$
  select mart.thresholds_text('[
    {"key": "control_stock.must_po_months", "label": "wajib PO di bawah", "unit": "bulan"},
    {"key": "control_stock.overstock_months", "label": "overstock di atas", "unit": "bulan"},
    {"key": "control_stock.pairs_per_box", "label": "isi box", "unit": "pasang"},
    {"key": "control_stock.new_article_days", "label": "artikel baru di bawah", "unit": "hari"}]')
$$;
comment on function mart.control_stock_thresholds() is 'The thresholds that a report used, and who changed them when, as lines of text.';
