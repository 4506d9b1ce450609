-- What a broken rule means, in words. mandor load quotes these behind the line, the column and the value; people see
-- them in DBeaver. They live here and not in migrations because wording may change without a change of state.
comment on constraint store_store_code_check on portal.store is 'must have no blanks around it';
comment on constraint store_time_zone_check on portal.store is 'must be Asia/Jakarta, Asia/Makassar or Asia/Jayapura';
comment on constraint store_capacity_check on portal.store is 'must not be below 0';
comment on constraint warehouse_entity_check on portal.warehouse is 'must be DDD, LJBB, MBB or UBB';
comment on constraint warehouse_kind_check on portal.warehouse is 'must be WHS (shop floor), WHB (boxes), STORE or OTHER (leaves the cover)';
comment on constraint warehouse_nama_gudang_check on portal.warehouse is 'must not be blank';
comment on constraint warehouse_store_code_fkey on portal.warehouse is 'is no known shop: load portal.store first, or correct the code';
comment on constraint kodemix_kode_barang_check on portal.kodemix is 'must have no blanks around it';
comment on constraint kodemix_kode_mix_check on portal.kodemix is 'must have no blanks around it';
comment on constraint kodemix_tier_check on portal.kodemix is 'must be a tier: 0, 1, 2, 3, 4, 5 or 8';
comment on constraint kodemix_gender_check on portal.kodemix is 'must be LADIES, MEN, BABY, BOYS or GIRLS';
comment on constraint hpprsp_price_check on portal.hpprsp is 'prices must not be below 0';
comment on constraint purchase_orders_manual_row_no_check on portal.purchase_orders_manual is 'must be 1 or more';
comment on constraint purchase_orders_manual_ps_flag_check on portal.purchase_orders_manual is 'must be P, S or -';
comment on constraint article_notes_kind_check on portal.article_notes is 'must be jangan_po, sudah_po or musiman';
comment on constraint stock_capacity_store_code_fkey on portal.stock_capacity is 'is no known shop: load portal.store first, or correct the code';
comment on constraint stock_capacity_pairs_check on portal.stock_capacity is 'pairs must not be below 0';
comment on constraint sales_target_store_code_fkey on portal.sales_target is 'is no known shop: load portal.store first, or correct the code';
comment on constraint sales_target_month_check on portal.sales_target is 'must be the first day of a month';
comment on constraint sales_target_amount_check on portal.sales_target is 'must not be below 0';
comment on constraint store_ff_fb_store_code_fkey on portal.store_ff_fb is 'is no known shop: load portal.store first, or correct the code';
comment on constraint store_ff_fb_pct_check on portal.store_ff_fb is 'must be a percentage from 0 to 100';
comment on constraint csv_mappings_source_header_check on portal.csv_mappings is 'must not be blank';
comment on constraint csv_mappings_decimal_mark_check on portal.csv_mappings is 'must be point or comma';
