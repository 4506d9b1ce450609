create view mart.sheet_summary_kode_mix
with (security_invoker = true)
as
  select a.article_no, a.kode_mix, a.tier, a.name, a.gender, a.series, 
         a.whs_pairs, a.whb_pairs, a.store_pairs, a.total_pairs, a.whs_boxes, a.whb_boxes, a.boxes, a.protol, 
         a.sold_window, a.days_on_sale, a.is_new, a.avg_monthly_sales, a.months_of_cover, a.empty_days, a.avg_adjusted, a.months_of_cover_adjusted, 
         a.open_po_pairs, a.months_with_po, a.sizes_in_stock, a.sizes_active, a.flag, a.recommended_po, a.excess_pairs, a.note,
         a.updated_by as last_updated_by, to_char(a.frozen_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') as last_updated_at
    from mart.v_sheet_articles a
   order by a.kode_mix collate "C", a.is_mapped;
comment on view mart.sheet_summary_kode_mix is 'Tab Summary Kode MIX: all articles of the frozen report. The comments of its columns are the header of the tab.';
comment on column mart.sheet_summary_kode_mix.article_no is 'No';
comment on column mart.sheet_summary_kode_mix.kode_mix is 'Kode Mix';
comment on column mart.sheet_summary_kode_mix.tier is 'Tier';
comment on column mart.sheet_summary_kode_mix.name is 'Nama';
comment on column mart.sheet_summary_kode_mix.gender is 'Gender';
comment on column mart.sheet_summary_kode_mix.series is 'Series';
comment on column mart.sheet_summary_kode_mix.whs_pairs is 'WHS (pasang)';
comment on column mart.sheet_summary_kode_mix.whb_pairs is 'WHB (pasang)';
comment on column mart.sheet_summary_kode_mix.store_pairs is 'Toko (pasang)';
comment on column mart.sheet_summary_kode_mix.total_pairs is 'Total (pasang)';
comment on column mart.sheet_summary_kode_mix.whs_boxes is 'WHS box';
comment on column mart.sheet_summary_kode_mix.whb_boxes is 'WHB box';
comment on column mart.sheet_summary_kode_mix.boxes is 'Box';
comment on column mart.sheet_summary_kode_mix.protol is 'Protol';
comment on column mart.sheet_summary_kode_mix.sold_window is 'Terjual 3 bulan';
comment on column mart.sheet_summary_kode_mix.days_on_sale is 'Hari dijual';
comment on column mart.sheet_summary_kode_mix.is_new is 'Artikel baru (1 = ya)';
comment on column mart.sheet_summary_kode_mix.avg_monthly_sales is 'Rata-rata/bulan';
comment on column mart.sheet_summary_kode_mix.months_of_cover is 'Sisa bulan';
comment on column mart.sheet_summary_kode_mix.empty_days is 'Hari kosong';
comment on column mart.sheet_summary_kode_mix.avg_adjusted is 'Rata-rata/bulan disesuaikan';
comment on column mart.sheet_summary_kode_mix.months_of_cover_adjusted is 'Sisa bulan disesuaikan';
comment on column mart.sheet_summary_kode_mix.open_po_pairs is 'PO berjalan (pasang)';
comment on column mart.sheet_summary_kode_mix.months_with_po is 'Sisa bulan dengan PO';
comment on column mart.sheet_summary_kode_mix.sizes_in_stock is 'Ukuran berstok';
comment on column mart.sheet_summary_kode_mix.sizes_active is 'Ukuran aktif';
comment on column mart.sheet_summary_kode_mix.flag is 'Status';
comment on column mart.sheet_summary_kode_mix.recommended_po is 'Saran PO (pasang)';
comment on column mart.sheet_summary_kode_mix.excess_pairs is 'Kelebihan (pasang)';
comment on column mart.sheet_summary_kode_mix.note is 'Catatan';
comment on column mart.sheet_summary_kode_mix.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_summary_kode_mix.last_updated_at is 'Diperbarui pada (WIB)';
