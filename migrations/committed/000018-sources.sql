--! Previous: sha1:405c9513790f082e508622b06b65893cfe40408d
--! Hash: sha1:d3aee53433ba3a2d443e0e4d51a324d8ec8d008a

-- The till (iSeller, by file) and the marketplaces (Ginee, by its API). Both are told beside the ERP's sales, never added to
-- them: the same pair is seen by the till and by the ERP.

alter table raw.load_history drop constraint load_history_kind_check;
alter table raw.load_history add constraint load_history_kind_check check (kind in ('stock', 'sales', 'pos'));
alter table raw.load_history drop constraint load_history_source_check;
alter table raw.load_history add constraint load_history_source_check check (source in ('accurate', 'iseller'));
alter table raw.load_history drop constraint load_history_entity_check;
alter table raw.load_history add constraint load_history_entity_check check (entity in ('DDD', 'LJBB', 'MBB', 'UBB', 'ALL'));
alter table raw.load_history add constraint load_history_pos_check
  check ((kind = 'pos') = (source = 'iseller') and (kind = 'pos') = (entity = 'ALL'));
alter table raw.load_history add column content_digest text;
comment on column raw.load_history.source is 'accurate | iseller.';
comment on column raw.load_history.kind is 'stock | sales | pos (receipts of the tills).';
comment on column raw.load_history.entity is 'DDD, LJBB, MBB or UBB. LJBB sells nothing. ALL: receipts of the tills, whose shops belong to several.';
comment on column raw.load_history.content_digest is 'Digest of the rows of a file of receipts: the same file twice is known by it. NULL: not kept for this kind.';
alter table raw.load_checks drop constraint load_checks_kind_check;
alter table raw.load_checks add constraint load_checks_kind_check check (kind in ('stock', 'sales', 'pos'));
comment on column raw.load_checks.kind is 'stock | sales | pos.';

create domain raw.moment as text
  constraint moment_check check (value ~ '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?$');
comment on domain raw.moment is 'Date and time as a source printed it, in one form: yyyy-mm-dd hh:mm:ss, with the offset when the source gives one. Without it, whose clock it was is for the reader to know.';

create table raw.staging_pos (
  load_id bigint not null constraint staging_pos_load_id_fkey references raw.load_history on delete cascade,
  line_no bigint not null,
  tanggal date,
  outlet_name text,
  outlet_code text,
  register_name text,
  cashier_name text,
  server_name text,
  shift_name text,
  order_reference text,
  order_source_id text,
  channel text,
  channel_detail text,
  order_time raw.moment,
  closed_time raw.moment,
  order_status text,
  payment_status text,
  fulfillment_status text,
  customer_name text,
  line_type text,
  product_name text,
  variant_name text,
  sku text,
  barcode text,
  category text,
  brand text,
  quantity numeric,
  unit text,
  base_price numeric,
  gross_amount numeric,
  discount_amount numeric,
  promotion_amount numeric,
  service_amount numeric,
  tax_amount numeric,
  total_amount numeric,
  order_discount_amount numeric,
  rounding_amount numeric,
  order_total_amount numeric,
  payment_type text,
  currency text,
  voucher_code text,
  note text,
  constraint staging_pos_pkey primary key (load_id, line_no)
);
comment on table raw.staging_pos is 'Rows of till exports that are being read or checked, and of quarantined ones.';
comment on column raw.staging_pos.load_id is 'The load.';
comment on column raw.staging_pos.line_no is 'Line of the file.';
comment on column raw.staging_pos.tanggal is 'Day at the shop: raw.pos_resolve finds it.';
comment on column raw.staging_pos.outlet_name is 'Shop as the till program names it.';
comment on column raw.staging_pos.outlet_code is 'Code of the shop in the till program.';
comment on column raw.staging_pos.register_name is 'Till.';
comment on column raw.staging_pos.cashier_name is 'Who rang it up.';
comment on column raw.staging_pos.server_name is 'Who served.';
comment on column raw.staging_pos.shift_name is 'Shift.';
comment on column raw.staging_pos.order_reference is 'Number of the receipt.';
comment on column raw.staging_pos.order_source_id is 'The till program''s own id of the receipt.';
comment on column raw.staging_pos.channel is 'pos, web, marketplace, food_delivery.';
comment on column raw.staging_pos.channel_detail is 'Which web shop or marketplace.';
comment on column raw.staging_pos.order_time is 'When it was rung up, as the export prints it.';
comment on column raw.staging_pos.closed_time is 'When the receipt was closed.';
comment on column raw.staging_pos.order_status is 'completed, draft, reserved, void, as the export words it.';
comment on column raw.staging_pos.payment_status is 'State of the payment.';
comment on column raw.staging_pos.fulfillment_status is 'State of the hand-over.';
comment on column raw.staging_pos.customer_name is 'Customer.';
comment on column raw.staging_pos.line_type is 'product, modifier, fee.';
comment on column raw.staging_pos.product_name is 'Name of the product.';
comment on column raw.staging_pos.variant_name is 'Variant, mostly the size.';
comment on column raw.staging_pos.sku is 'ERP code at size level, as the till knows it.';
comment on column raw.staging_pos.barcode is 'Barcode.';
comment on column raw.staging_pos.category is 'Category in the till program.';
comment on column raw.staging_pos.brand is 'Brand.';
comment on column raw.staging_pos.quantity is 'Pairs; refunds negative.';
comment on column raw.staging_pos.unit is 'Unit of the line.';
comment on column raw.staging_pos.base_price is 'Price of a unit before discounts.';
comment on column raw.staging_pos.gross_amount is 'Quantity times price.';
comment on column raw.staging_pos.discount_amount is 'Discount of the line.';
comment on column raw.staging_pos.promotion_amount is 'Promotion on the line.';
comment on column raw.staging_pos.service_amount is 'Service charge.';
comment on column raw.staging_pos.tax_amount is 'Tax in the line.';
comment on column raw.staging_pos.total_amount is 'What the customer pays for the line, incl. tax; refunds negative.';
comment on column raw.staging_pos.order_discount_amount is 'Discount of the whole receipt.';
comment on column raw.staging_pos.rounding_amount is 'Rounding of the receipt.';
comment on column raw.staging_pos.order_total_amount is 'Total of the receipt.';
comment on column raw.staging_pos.payment_type is 'How it was paid.';
comment on column raw.staging_pos.currency is 'Currency.';
comment on column raw.staging_pos.voucher_code is 'Voucher.';
comment on column raw.staging_pos.note is 'Note on the receipt.';

create table raw.iseller_sales (
  id bigint constraint iseller_sales_pkey primary key default nextval('raw.row_id_seq'),
  line_no bigint not null,
  tanggal date not null,
  outlet_name text not null,
  outlet_code text,
  register_name text,
  cashier_name text,
  server_name text,
  shift_name text,
  order_reference text not null,
  order_source_id text,
  channel text,
  channel_detail text,
  order_time raw.moment not null,
  closed_time raw.moment,
  order_status text,
  payment_status text,
  fulfillment_status text,
  customer_name text,
  line_type text,
  product_name text,
  variant_name text,
  sku text not null,
  barcode text,
  category text,
  brand text,
  quantity numeric not null,
  unit text,
  base_price numeric,
  gross_amount numeric,
  discount_amount numeric,
  promotion_amount numeric,
  service_amount numeric,
  tax_amount numeric,
  total_amount numeric not null,
  order_discount_amount numeric,
  rounding_amount numeric,
  order_total_amount numeric,
  payment_type text,
  currency text,
  voucher_code text,
  note text,
  is_current boolean not null default true,
  snapshot_date date not null,
  loaded_at timestamptz not null default util.now(),
  load_batch_id uuid not null,
  load_id bigint not null constraint iseller_sales_load_id_fkey references raw.load_history on delete restrict
);
create index iseller_sales_load_id_idx on raw.iseller_sales (load_id);
create index iseller_sales_outlet_tanggal_idx on raw.iseller_sales (lower(btrim(coalesce(outlet_code, outlet_name))), tanggal);
create index iseller_sales_tanggal_idx on raw.iseller_sales (tanggal) where is_current;
comment on table raw.iseller_sales is 'Lines of the tills'' receipts (iSeller''s sales export). The ERP has the same sales: these are for reconciliation, never added. For each shop and day the newest accepted export speaks (is_current).';
comment on column raw.iseller_sales.id is 'Number of the row.';
comment on column raw.iseller_sales.line_no is 'Line of the file.';
comment on column raw.iseller_sales.tanggal is 'Day of the receipt at the shop, by the shop''s own clock (portal.store.time_zone).';
comment on column raw.iseller_sales.outlet_name is 'Shop as the till program names it.';
comment on column raw.iseller_sales.outlet_code is 'Code of the shop in the till program.';
comment on column raw.iseller_sales.register_name is 'Till.';
comment on column raw.iseller_sales.cashier_name is 'Who rang it up.';
comment on column raw.iseller_sales.server_name is 'Who served.';
comment on column raw.iseller_sales.shift_name is 'Shift.';
comment on column raw.iseller_sales.order_reference is 'Number of the receipt.';
comment on column raw.iseller_sales.order_source_id is 'The till program''s own id of the receipt.';
comment on column raw.iseller_sales.channel is 'pos, web, marketplace, food_delivery.';
comment on column raw.iseller_sales.channel_detail is 'Which web shop or marketplace.';
comment on column raw.iseller_sales.order_time is 'When it was rung up, as the export prints it.';
comment on column raw.iseller_sales.closed_time is 'When the receipt was closed.';
comment on column raw.iseller_sales.order_status is 'completed, draft, reserved, void, as the export words it.';
comment on column raw.iseller_sales.payment_status is 'State of the payment.';
comment on column raw.iseller_sales.fulfillment_status is 'State of the hand-over.';
comment on column raw.iseller_sales.customer_name is 'Customer.';
comment on column raw.iseller_sales.line_type is 'product, modifier, fee.';
comment on column raw.iseller_sales.product_name is 'Name of the product.';
comment on column raw.iseller_sales.variant_name is 'Variant, mostly the size.';
comment on column raw.iseller_sales.sku is 'ERP code at size level, as the till knows it.';
comment on column raw.iseller_sales.barcode is 'Barcode.';
comment on column raw.iseller_sales.category is 'Category in the till program.';
comment on column raw.iseller_sales.brand is 'Brand.';
comment on column raw.iseller_sales.quantity is 'Pairs; refunds negative.';
comment on column raw.iseller_sales.unit is 'Unit of the line.';
comment on column raw.iseller_sales.base_price is 'Price of a unit before discounts.';
comment on column raw.iseller_sales.gross_amount is 'Quantity times price.';
comment on column raw.iseller_sales.discount_amount is 'Discount of the line.';
comment on column raw.iseller_sales.promotion_amount is 'Promotion on the line.';
comment on column raw.iseller_sales.service_amount is 'Service charge.';
comment on column raw.iseller_sales.tax_amount is 'Tax in the line.';
comment on column raw.iseller_sales.total_amount is 'What the customer pays for the line, incl. tax; refunds negative.';
comment on column raw.iseller_sales.order_discount_amount is 'Discount of the whole receipt.';
comment on column raw.iseller_sales.rounding_amount is 'Rounding of the receipt.';
comment on column raw.iseller_sales.order_total_amount is 'Total of the receipt.';
comment on column raw.iseller_sales.payment_type is 'How it was paid.';
comment on column raw.iseller_sales.currency is 'Currency.';
comment on column raw.iseller_sales.voucher_code is 'Voucher.';
comment on column raw.iseller_sales.note is 'Note on the receipt.';
comment on column raw.iseller_sales.is_current is 'False: a later export of the same shop and day has taken its place.';
comment on column raw.iseller_sales.snapshot_date is 'The day whose state the export shows.';
comment on column raw.iseller_sales.loaded_at is 'When it was loaded.';
comment on column raw.iseller_sales.load_batch_id is 'Identity of the load.';
comment on column raw.iseller_sales.load_id is 'The load.';

create table raw.sync_cursors (
  source text not null,
  shop_id text not null,
  shop_name text,
  channel text,
  is_listed boolean not null default true,
  completed_to timestamptz,
  window_from timestamptz,
  window_to timestamptz,
  cursor jsonb,
  orders_in_window integer not null default 0,
  run_token uuid,
  updated_at timestamptz not null default util.now(),
  constraint sync_cursors_pkey primary key (source, shop_id),
  constraint sync_cursors_source_check check (source in ('ginee')),
  constraint sync_cursors_window_check check ((window_from is null) = (window_to is null) and window_from < window_to)
);
comment on table raw.sync_cursors is 'How far each shop of a marketplace source is read. A run that breaks off leaves completed_to where it was: the window is read again, and orders are upserted, so nothing counts twice.';
comment on column raw.sync_cursors.source is 'ginee.';
comment on column raw.sync_cursors.shop_id is 'The source''s id of the shop.';
comment on column raw.sync_cursors.shop_name is 'Name of the shop.';
comment on column raw.sync_cursors.channel is 'Marketplace, as the source codes it (SHOPEE_ID).';
comment on column raw.sync_cursors.is_listed is 'False: the source no longer lists the shop; it is not read any more.';
comment on column raw.sync_cursors.completed_to is 'All that changed before this moment, by the source''s clock, is here.';
comment on column raw.sync_cursors.window_from is 'Begin of the window that is being read; NULL: none.';
comment on column raw.sync_cursors.window_to is 'End of that window.';
comment on column raw.sync_cursors.cursor is 'The source''s cursor after the last page of that window, as it was received. For people to see; a new run begins its window again, because cursors expire.';
comment on column raw.sync_cursors.orders_in_window is 'Orders read in that window so far.';
comment on column raw.sync_cursors.run_token is 'Fencing token of the run that reads it.';
comment on column raw.sync_cursors.updated_at is 'When the row was last changed.';

create table raw.ginee_orders (
  order_id text constraint ginee_orders_pkey primary key,
  shop_id text not null,
  channel text not null,
  order_type text,
  order_status text not null,
  external_order_id text,
  external_order_sn text,
  external_order_status text,
  total_amount numeric not null,
  sub_total_amount numeric,
  currency text,
  payment_method text,
  is_cod boolean,
  cancel_reason text,
  ordered_at timestamptz not null,
  paid_at timestamptz,
  last_update_at timestamptz not null,
  first_seen_at timestamptz not null default util.now(),
  loaded_at timestamptz not null default util.now()
);
create index ginee_orders_ordered_at_idx on raw.ginee_orders (ordered_at);
create index ginee_orders_shop_id_last_update_at_idx on raw.ginee_orders (shop_id, last_update_at);
comment on table raw.ginee_orders is 'Orders of the marketplaces (Ginee), one row each in its newest known state; cancelled and returned ones stay. Buyers'' names and addresses are not kept.';
comment on column raw.ginee_orders.order_id is 'Ginee''s id of the order.';
comment on column raw.ginee_orders.shop_id is 'Ginee''s id of the shop.';
comment on column raw.ginee_orders.channel is 'Marketplace, as Ginee codes it (SHOPEE_ID, TOKOPEDIA_ID, LAZADA_ID, TIKTOK_ID).';
comment on column raw.ginee_orders.order_type is 'Kind of order.';
comment on column raw.ginee_orders.order_status is 'PENDING_PAYMENT, PARTIALLY_PAID, PAID, READY_TO_SHIP, SHIPPING, DELIVERED, CANCELLED, RETURNED.';
comment on column raw.ginee_orders.external_order_id is 'The marketplace''s id of the order.';
comment on column raw.ginee_orders.external_order_sn is 'The marketplace''s number of the order.';
comment on column raw.ginee_orders.external_order_status is 'State as the marketplace words it.';
comment on column raw.ginee_orders.total_amount is 'What the buyer pays.';
comment on column raw.ginee_orders.sub_total_amount is 'The goods alone, when told.';
comment on column raw.ginee_orders.currency is 'Currency.';
comment on column raw.ginee_orders.payment_method is 'How it is paid.';
comment on column raw.ginee_orders.is_cod is 'Paid on delivery.';
comment on column raw.ginee_orders.cancel_reason is 'Why it was cancelled, when told.';
comment on column raw.ginee_orders.ordered_at is 'When it was ordered at the marketplace.';
comment on column raw.ginee_orders.paid_at is 'When it was paid.';
comment on column raw.ginee_orders.last_update_at is 'The source''s time of last change: an older state never replaces a newer one.';
comment on column raw.ginee_orders.first_seen_at is 'When we first read it.';
comment on column raw.ginee_orders.loaded_at is 'When this state was read.';

create table raw.ginee_order_lines (
  order_id text not null constraint ginee_order_lines_order_id_fkey references raw.ginee_orders on delete cascade,
  line_no integer not null,
  master_sku text,
  sku text,
  product_name text,
  variation_name text,
  quantity numeric not null,
  constraint ginee_order_lines_pkey primary key (order_id, line_no)
);
comment on table raw.ginee_order_lines is 'Goods of a marketplace order.';
comment on column raw.ginee_order_lines.order_id is 'The order.';
comment on column raw.ginee_order_lines.line_no is 'Place in the order, from 1.';
comment on column raw.ginee_order_lines.master_sku is 'ERP code at size level, as Ginee knows it.';
comment on column raw.ginee_order_lines.sku is 'Code at the marketplace.';
comment on column raw.ginee_order_lines.product_name is 'Name of the product.';
comment on column raw.ginee_order_lines.variation_name is 'Variation, mostly the size.';
comment on column raw.ginee_order_lines.quantity is 'Pairs.';
