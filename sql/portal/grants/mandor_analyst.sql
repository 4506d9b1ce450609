-- People edit reference data in DBeaver: that is what these tables are for. Triggers carry their changes on to core.
grant usage on schema portal to mandor_analyst;
grant select, insert, update, delete on
  portal.store, portal.warehouse, portal.name_alias, portal.kodemix, portal.hpprsp, portal.purchase_orders_manual, portal.article_notes,
  portal.stock_capacity, portal.sales_target, portal.store_ff_fb, portal.csv_mappings,
  portal.warehouse_patterns, portal.sheet_sources
  to mandor_analyst;
grant select on portal.purchase_orders_proposed, portal.reference_loads to mandor_analyst;
grant execute on function portal.load_tables(), portal.load_target(text), portal.load_columns(text, text), portal.load_mappings(text), portal.warehouse_proposals() to mandor_analyst;
