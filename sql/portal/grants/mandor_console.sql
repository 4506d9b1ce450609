-- The console shows reference data. Cost prices (harga_beli) it may not read: who sees them is a row per recipient.
grant usage on schema portal to mandor_console;
grant select on
  portal.store, portal.warehouse, portal.name_alias, portal.kodemix, portal.purchase_orders_manual, portal.article_notes,
  portal.stock_capacity, portal.sales_target, portal.store_ff_fb, portal.purchase_orders_proposed
  to mandor_console;
-- What a load changed, without the examples: those may quote cost prices.
grant select (id, table_name, source, origin, sheet_key, occurrence_id, mode, outcome, row_count, inserted_count, changed_count, deleted_count,
  unchanged_count, problem_count, loaded_at, loaded_by) on portal.reference_loads to mandor_console;
grant select on portal.sheet_sources to mandor_console;
grant select (kode, price_taq, rsp, tier, season, created_at, updated_at) on portal.hpprsp to mandor_console;
