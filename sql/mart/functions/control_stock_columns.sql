-- The full list that goes with the mail. It is part of what is frozen: a column that is renamed here does not rename what
-- people have already been sent.
create or replace function mart.control_stock_columns()
returns jsonb
language sql stable
as $$
  select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('key', c.key, 'label', c.label, 'type', c.type, 'decimals', c.decimals, 'width', c.width,
           'is_cost', nullif(c.is_cost, false), 'words', c.words)) order by c.place)
    from (values
      (1, 'kode_mix', 'Kode Mix', 'text', null, 14, false, null),
      (2, 'name', 'Nama', 'text', null, 30, false, null),
      (3, 'tier', 'Tier', 'number', 0, 6, false, null),
      (4, 'gender', 'Gender', 'text', null, 10, false, null),
      (5, 'series', 'Seri', 'text', null, 14, false, null),
      (6, 'flag', 'Status', 'text', null, 16, false,
        (select jsonb_object_agg(f.flag, mart.flag_text(f.flag)) from unnest('{NEGATIVE,NO_SALES,RETURNS,NEW,MUST_PO,OVERSTOCK,OK}'::text[]) f (flag))),
      (7, 'whs_pairs', 'WHS (pasang)', 'number', 0, 12, false, null),
      (8, 'whb_pairs', 'WHB (pasang)', 'number', 0, 12, false, null),
      (9, 'store_pairs', 'Toko (pasang)', 'number', 0, 12, false, null),
      (10, 'total_pairs', 'Total (pasang)', 'number', 0, 12, false, null),
      (11, 'boxes', 'Box', 'number', 0, 8, false, null),
      (12, 'protol', 'Protol', 'number', 0, 8, false, null),
      (13, 'sold_window', 'Terjual 3 bulan', 'number', 0, 12, false, null),
      (14, 'avg_monthly_sales', 'Terjual per bulan', 'number', 1, 12, false, null),
      (15, 'months_of_cover', 'Sisa bulan', 'number', 1, 10, false, null),
      (16, 'avg_adjusted', 'Terjual per bulan tanpa hari kosong', 'number', 1, 16, false, null),
      (17, 'months_of_cover_adjusted', 'Sisa bulan tanpa hari kosong', 'number', 1, 16, false, null),
      (18, 'open_po_pairs', 'PO berjalan', 'number', 0, 12, false, null),
      (19, 'months_with_po', 'Sisa bulan dengan PO', 'number', 1, 12, false, null),
      (20, 'recommended_po', 'Usulan PO (pasang)', 'number', 0, 12, false, null),
      (21, 'excess_pairs', 'Kelebihan (pasang)', 'number', 0, 12, false, null),
      (22, 'excess_value', 'Nilai kelebihan (Rp)', 'number', 0, 18, true, null),
      (23, 'sizes_in_stock', 'Ukuran ada stok', 'number', 0, 10, false, null),
      (24, 'sizes_active', 'Ukuran aktif', 'number', 0, 10, false, null),
      (25, 'days_on_sale', 'Hari dijual', 'number', 0, 10, false, null),
      (26, 'is_new', 'Artikel baru', 'text', null, 10, false, '{"true": "ya", "false": "tidak"}'::jsonb),
      (27, 'is_mapped', 'Ada di Kode Mix', 'text', null, 10, false, '{"true": "ya", "false": "tidak"}'::jsonb),
      (28, 'note', 'Catatan', 'text', null, 30, false, null),
      (29, 'as_of', 'Stok per', 'date', null, 12, false, null),
      (30, 'sales_from', 'Penjualan dari', 'date', null, 12, false, null),
      (31, 'sales_to', 'Penjualan s.d.', 'date', null, 12, false, null)
    ) as c (place, key, label, type, decimals, width, is_cost, words)
$$;
comment on function mart.control_stock_columns() is 'Columns of the full Control Stock list as an attachment: key in the frozen rows, heading, type, width, whether cost prices show in it, and words for values. Internal.';
