create view mart.sheet_tier_3
with (security_invoker = true)
as
  select s.* from mart.sheet_summary_kode_mix s
   where s.tier = 3
   order by s.kode_mix collate "C";
comment on view mart.sheet_tier_3 is 'Tab of tier 3: the articles of that tier. Mapped articles only, since others have no tier.';
comment on column mart.sheet_tier_3.article_no is 'No';
comment on column mart.sheet_tier_3.kode_mix is 'Kode Mix';
comment on column mart.sheet_tier_3.tier is 'Tier';
comment on column mart.sheet_tier_3.name is 'Nama';
comment on column mart.sheet_tier_3.gender is 'Gender';
comment on column mart.sheet_tier_3.series is 'Series';
comment on column mart.sheet_tier_3.whs_pairs is 'WHS (pasang)';
comment on column mart.sheet_tier_3.whb_pairs is 'WHB (pasang)';
comment on column mart.sheet_tier_3.store_pairs is 'Toko (pasang)';
comment on column mart.sheet_tier_3.total_pairs is 'Total (pasang)';
comment on column mart.sheet_tier_3.whs_boxes is 'WHS box';
comment on column mart.sheet_tier_3.whb_boxes is 'WHB box';
comment on column mart.sheet_tier_3.boxes is 'Box';
comment on column mart.sheet_tier_3.protol is 'Protol';
comment on column mart.sheet_tier_3.sold_window is 'Terjual 3 bulan';
comment on column mart.sheet_tier_3.days_on_sale is 'Hari dijual';
comment on column mart.sheet_tier_3.is_new is 'Artikel baru (1 = ya)';
comment on column mart.sheet_tier_3.avg_monthly_sales is 'Rata-rata/bulan';
comment on column mart.sheet_tier_3.months_of_cover is 'Sisa bulan';
comment on column mart.sheet_tier_3.empty_days is 'Hari kosong';
comment on column mart.sheet_tier_3.avg_adjusted is 'Rata-rata/bulan disesuaikan';
comment on column mart.sheet_tier_3.months_of_cover_adjusted is 'Sisa bulan disesuaikan';
comment on column mart.sheet_tier_3.open_po_pairs is 'PO berjalan (pasang)';
comment on column mart.sheet_tier_3.months_with_po is 'Sisa bulan dengan PO';
comment on column mart.sheet_tier_3.sizes_in_stock is 'Ukuran berstok';
comment on column mart.sheet_tier_3.sizes_active is 'Ukuran aktif';
comment on column mart.sheet_tier_3.flag is 'Status';
comment on column mart.sheet_tier_3.recommended_po is 'Saran PO (pasang)';
comment on column mart.sheet_tier_3.excess_pairs is 'Kelebihan (pasang)';
comment on column mart.sheet_tier_3.note is 'Catatan';
comment on column mart.sheet_tier_3.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_tier_3.last_updated_at is 'Diperbarui pada (WIB)';
