create or replace function mart.control_stock_thresholds()
returns jsonb
language sql stable
as $$
  select jsonb_build_array(
    'Ambang batas: ' || string_agg(
      format('%s %s %s (%s)', s.label, coalesce(o.value, o.default_value), s.unit,
        case when o.value is null then 'bawaan' else format('diubah %s oleh %s', mart.date_text(util.local_date(o.updated_at)), o.updated_by) end),
      ' · ' order by s.place))
    from (values
      (1, 'wajib PO di bawah', 'control_stock.must_po_months', 'bulan'), (2, 'overstock di atas', 'control_stock.overstock_months', 'bulan'),
      (3, 'isi box', 'control_stock.pairs_per_box', 'pasang'), (4, 'artikel baru di bawah', 'control_stock.new_article_days', 'hari')
    ) as s (place, label, key, unit)
    join ops.settings o on o.key = s.key
$$;
comment on function mart.control_stock_thresholds() is 'The thresholds that a report used, and who changed them when, as lines of text.';
