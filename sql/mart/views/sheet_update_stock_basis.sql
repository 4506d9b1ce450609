create view mart.sheet_update_stock_basis
with (security_invoker = true)
as
  select 'Stok per' as as_of_label, v.as_of, 'Penjualan dari' as from_label, v.sales_from, 'sampai' as to_label, v.sales_to,
         'Isi box' as box_label, util.setting_numeric('control_stock.pairs_per_box') as box,
         'Wajib PO di bawah (bulan)' as must_label, util.setting_numeric('control_stock.must_po_months') as must,
         'Overstock di atas (bulan)' as over_label, util.setting_numeric('control_stock.overstock_months') as over,
         'Artikel baru di bawah (hari)' as new_label, util.setting_numeric('control_stock.new_article_days') as new
    from mart.v_sheet_revision v;
comment on view mart.sheet_update_stock_basis is 'First row of the tab Update Stock: the window and the thresholds on which the formulas rest.';
