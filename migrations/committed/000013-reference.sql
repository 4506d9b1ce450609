--! Previous: sha1:7134522a785221d4f3793845ce69aa267b8fa11f
--! Hash: sha1:5894c0c3821fd1a1c5fb48c7e2bb45ea9559d645

-- The rest of the reference data that people own, and how the export files of other programs are read.

create table portal.stock_capacity (
  store_code text constraint stock_capacity_pkey primary key
    constraint stock_capacity_store_code_fkey references portal.store on delete restrict,
  max_display integer,
  max_stock integer,
  storage integer,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint stock_capacity_pairs_check check (max_display >= 0 and max_stock >= 0 and storage >= 0)
);
comment on table portal.stock_capacity is 'How many pairs a shop holds. Only shops with a row have a full floor and full box figure.';
comment on column portal.stock_capacity.store_code is 'The shop.';
comment on column portal.stock_capacity.max_display is 'Pairs that stand on the floor when it is full.';
comment on column portal.stock_capacity.max_stock is 'Pairs that the shop may hold in all.';
comment on column portal.stock_capacity.storage is 'Pairs in full boxes that its storage room takes.';
comment on column portal.stock_capacity.created_at is 'When the row was made.';
comment on column portal.stock_capacity.updated_at is 'When the row was last changed.';

create table portal.sales_target (
  store_code text not null constraint sales_target_store_code_fkey references portal.store on delete restrict,
  month date not null,
  amount numeric(18, 2) not null,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint sales_target_pkey primary key (store_code, month),
  constraint sales_target_month_check check (extract(day from month) = 1),
  constraint sales_target_amount_check check (amount >= 0)
);
comment on table portal.sales_target is 'Sales target of a shop and month.';
comment on column portal.sales_target.store_code is 'The shop.';
comment on column portal.sales_target.month is 'First day of the month.';
comment on column portal.sales_target.amount is 'Rupiah incl. tax.';
comment on column portal.sales_target.created_at is 'When the row was made.';
comment on column portal.sales_target.updated_at is 'When the row was last changed.';

create table portal.store_ff_fb (
  store_code text not null constraint store_ff_fb_store_code_fkey references portal.store on delete restrict,
  on_date date not null,
  ff_pct numeric(7, 4),
  fb_pct numeric(7, 4),
  source text not null default 'manual',
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint store_ff_fb_pkey primary key (store_code, on_date),
  constraint store_ff_fb_pct_check check (ff_pct between 0 and 100 and fb_pct between 0 and 100)
);
comment on table portal.store_ff_fb is 'Full floor and full box as people counted them. A figure here wins over the computed one of that day.';
comment on column portal.store_ff_fb.store_code is 'The shop.';
comment on column portal.store_ff_fb.on_date is 'Day of the count.';
comment on column portal.store_ff_fb.ff_pct is 'Full floor in percent, 0 to 100.';
comment on column portal.store_ff_fb.fb_pct is 'Full box in percent, 0 to 100.';
comment on column portal.store_ff_fb.source is 'Where the figure comes from: a Sheet, or who typed it.';
comment on column portal.store_ff_fb.created_at is 'When the row was made.';
comment on column portal.store_ff_fb.updated_at is 'When the row was last changed.';

create table portal.purchase_orders_proposed (
  work_item_id bigint not null constraint purchase_orders_proposed_work_item_id_fkey references ops.work_items on delete restrict,
  kode_mix text not null,
  pairs numeric not null,
  boxes integer not null,
  created_at timestamptz not null default util.now(),
  constraint purchase_orders_proposed_pkey primary key (work_item_id, kode_mix),
  constraint purchase_orders_proposed_amount_check check (pairs > 0 and boxes > 0)
);
comment on table portal.purchase_orders_proposed is 'Draft purchase orders that an approval of the Control Stock report wrote.';
comment on column portal.purchase_orders_proposed.work_item_id is 'The approved report.';
comment on column portal.purchase_orders_proposed.kode_mix is 'Article.';
comment on column portal.purchase_orders_proposed.pairs is 'Pairs to order, whole boxes.';
comment on column portal.purchase_orders_proposed.boxes is 'Boxes to order.';
comment on column portal.purchase_orders_proposed.created_at is 'When it was approved.';

create table portal.csv_mappings (
  table_name text not null,
  source_header text not null,
  column_name text not null,
  decimal_mark text not null default 'point',
  date_format text,
  note text,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint csv_mappings_pkey primary key (table_name, source_header),
  constraint csv_mappings_source_header_check check (btrim(source_header) <> ''),
  constraint csv_mappings_decimal_mark_check check (decimal_mark in ('point', 'comma'))
);
create unique index csv_mappings_table_name_lower_source_header_idx
  on portal.csv_mappings (table_name, lower(regexp_replace(btrim(source_header), '\s+', ' ', 'g')));
comment on table portal.csv_mappings is 'Headers of other programs'' export files, and the column each one becomes. Compared trimmed, in lower case, runs of blanks as one.';
comment on column portal.csv_mappings.table_name is 'Table that mandor load fills, such as raw.iseller_sales.';
comment on column portal.csv_mappings.source_header is 'Header as the export writes it. Several may lead to one column (languages, versions); one file may bring only one of them.';
comment on column portal.csv_mappings.column_name is 'Column of the table; - for a header that is known and passed over.';
comment on column portal.csv_mappings.decimal_mark is 'point: 1,234.50 · comma: 1.234,50.';
comment on column portal.csv_mappings.date_format is 'Format of dates for to_date or to_timestamp, such as DD/MM/YYYY; NULL: ISO.';
comment on column portal.csv_mappings.note is 'Note.';
comment on column portal.csv_mappings.created_at is 'When the row was made.';
comment on column portal.csv_mappings.updated_at is 'When the row was last changed.';
