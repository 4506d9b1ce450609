--! Previous: sha1:6966ec68e39ee4e1474b34875d93f3e19c97b583
--! Hash: sha1:53e8886141fa375208db5c50ae343faa83c4cabd

-- What the sources delivered. Loads are staged in logged tables keyed by load_id, checked, then swapped into the
-- partitions by raw.load_finish alone: readers see the old or the new load, never a mix.

create sequence raw.row_id_seq;
comment on sequence raw.row_id_seq is 'Ids of raw rows. A sequence, because identity on a partitioned parent fails for direct inserts on PostgreSQL 15.';

create table raw.load_history (
  load_id bigint constraint load_history_pkey primary key generated always as identity,
  source text not null,
  kind text not null,
  data_type text not null,
  entity text not null,
  batch_id uuid not null default gen_random_uuid(),
  business_date date not null,
  snapshot_date date not null,
  covers_from date not null,
  covers_to date not null,
  occurrence_id bigint constraint load_history_occurrence_id_fkey references ops.occurrences on delete set null,
  run_token uuid,
  source_row_count bigint,
  rows_staged bigint not null default 0,
  rows_loaded bigint,
  progress_done integer not null default 0,
  progress_total integer,
  started_at timestamptz not null default util.now(),
  finished_at timestamptz,
  status text not null default 'pulling',
  validation jsonb not null default '[]',
  error_message text,
  note text,
  superseded_by bigint constraint load_history_superseded_by_fkey references raw.load_history on delete restrict,
  constraint load_history_kind_check check (kind in ('stock', 'sales')),
  constraint load_history_source_check check (source in ('accurate')),
  constraint load_history_data_type_check check (data_type in ('api', 'csv')),
  constraint load_history_entity_check check (entity in ('DDD', 'LJBB', 'MBB', 'UBB')),
  constraint load_history_ljbb_check check (not (kind = 'sales' and entity = 'LJBB')),
  constraint load_history_status_check check (status in ('pulling', 'staged', 'accepted', 'quarantined', 'rejected', 'failed', 'superseded')),
  constraint load_history_covers_check check (covers_from <= covers_to),
  constraint load_history_superseded_check check (superseded_by is null or status in ('superseded', 'rejected')),
  constraint load_history_finished_check check ((status in ('pulling', 'staged')) = (finished_at is null)),
  constraint load_history_error_check check (status <> 'failed' or error_message is not null)
);
create unique index load_history_accepted_idx on raw.load_history (source, kind, entity, snapshot_date) where status = 'accepted';
create unique index load_history_open_idx on raw.load_history (source, kind, entity, snapshot_date) where status in ('pulling', 'staged');
create index load_history_business_date_idx on raw.load_history (business_date, kind, entity);
create index load_history_occurrence_id_idx on raw.load_history (occurrence_id);
create index load_history_superseded_by_idx on raw.load_history (superseded_by) where superseded_by is not null;
comment on table raw.load_history is 'Each load of a source: what it covers, how many rows, what the checks said, whether it counts.';
comment on column raw.load_history.load_id is 'Number of the load.';
comment on column raw.load_history.source is 'accurate.';
comment on column raw.load_history.kind is 'stock | sales.';
comment on column raw.load_history.data_type is 'api | csv: how it came.';
comment on column raw.load_history.entity is 'DDD, LJBB, MBB or UBB. LJBB sells nothing.';
comment on column raw.load_history.batch_id is 'Identity of the load in its rows (load_batch_id).';
comment on column raw.load_history.business_date is 'The trading day it was made for.';
comment on column raw.load_history.snapshot_date is 'The day whose state it shows.';
comment on column raw.load_history.covers_from is 'First day whose rows it holds (date_from).';
comment on column raw.load_history.covers_to is 'Last day whose rows it holds (date_to).';
comment on column raw.load_history.occurrence_id is 'The run that made it; NULL for a file.';
comment on column raw.load_history.run_token is 'Fencing token of the run that may write to it.';
comment on column raw.load_history.source_row_count is 'Rows that the source said it delivered.';
comment on column raw.load_history.rows_staged is 'Rows staged, as the cursor counts them.';
comment on column raw.load_history.rows_loaded is 'Rows that went into the partition.';
comment on column raw.load_history.progress_done is 'Documents or items fetched.';
comment on column raw.load_history.progress_total is 'Documents or items to fetch; NULL while unknown.';
comment on column raw.load_history.started_at is 'When it began.';
comment on column raw.load_history.finished_at is 'When it was decided.';
comment on column raw.load_history.status is 'pulling → staged → accepted | quarantined; quarantined → accepted | rejected; pulling → failed; accepted → superseded.';
comment on column raw.load_history.validation is 'Result of each check: check, severity, passed, measured, threshold, message.';
comment on column raw.load_history.error_message is 'Why it failed, for people.';
comment on column raw.load_history.note is 'Note of the person who released or rejected it.';
comment on column raw.load_history.superseded_by is 'The load that took its place.';

create table raw.load_checks (
  kind text not null,
  check_name text not null,
  severity text not null,
  threshold numeric,
  default_severity text not null,
  default_threshold numeric,
  is_enabled boolean not null default true,
  description text not null,
  constraint load_checks_pkey primary key (kind, check_name),
  constraint load_checks_kind_check check (kind in ('stock', 'sales')),
  constraint load_checks_severity_check check (severity in ('block', 'warn', 'note') and default_severity in ('block', 'warn', 'note'))
);
comment on table raw.load_checks is 'Checks that a load must pass. block → quarantined; warn → accepted and listed; note → recorded.';
comment on column raw.load_checks.kind is 'stock | sales.';
comment on column raw.load_checks.check_name is 'Name of the check.';
comment on column raw.load_checks.severity is 'block | warn | note, as in force.';
comment on column raw.load_checks.threshold is 'Number that decides, as in force.';
comment on column raw.load_checks.default_severity is 'What we ship.';
comment on column raw.load_checks.default_threshold is 'What we ship.';
comment on column raw.load_checks.is_enabled is 'False: not looked at.';
comment on column raw.load_checks.description is 'What it looks at, for people.';

create table raw.load_cursors (
  load_id bigint constraint load_cursors_pkey primary key constraint load_cursors_load_id_fkey references raw.load_history on delete cascade,
  position jsonb not null,
  rows_staged bigint not null,
  updated_at timestamptz not null default clock_timestamp()
);
comment on table raw.load_cursors is 'How far a pull has come. Written in the same commit as the rows of its page; on resume the staged count must equal it.';
comment on column raw.load_cursors.load_id is 'The load.';
comment on column raw.load_cursors.position is 'What the connector needs to go on.';
comment on column raw.load_cursors.rows_staged is 'Rows staged so far.';
comment on column raw.load_cursors.updated_at is 'When (real clock).';

create table raw.staging_stock (
  load_id bigint not null constraint staging_stock_load_id_fkey references raw.load_history on delete cascade,
  line_no bigint not null,
  source_id text,
  kode_barang text,
  nama_barang text,
  nama_gudang text,
  kuantitas numeric,
  unit_price numeric,
  vendor_price numeric,
  constraint staging_stock_pkey primary key (load_id, line_no)
);
comment on table raw.staging_stock is 'Rows of loads that are being pulled or checked. Logged, so that they and their cursor survive together.';
comment on column raw.staging_stock.load_id is 'The load.';
comment on column raw.staging_stock.line_no is 'Order in the load; of a file, its line.';
comment on column raw.staging_stock.source_id is 'The source''s own id of the item or document.';
comment on column raw.staging_stock.kode_barang is 'ERP code at size level.';
comment on column raw.staging_stock.nama_barang is 'Name of the product.';
comment on column raw.staging_stock.nama_gudang is 'Name of the warehouse.';
comment on column raw.staging_stock.kuantitas is 'Pairs.';
comment on column raw.staging_stock.unit_price is 'Selling price of a unit.';
comment on column raw.staging_stock.vendor_price is 'Cost price of a unit.';

create table raw.accurate_stock (
  id bigint not null default nextval('raw.row_id_seq'),
  entity text not null,
  kode_barang text not null,
  nama_barang text,
  nama_gudang text not null,
  kuantitas numeric not null,
  unit_price numeric,
  vendor_price numeric,
  snapshot_date date not null,
  loaded_at timestamptz not null default util.now(),
  load_batch_id uuid not null,
  load_id bigint not null constraint accurate_stock_load_id_fkey references raw.load_history on delete restrict
) partition by list (entity);
comment on table raw.accurate_stock is 'Stock: one whole snapshot per entity and date; zero balances are not stored.';
comment on column raw.accurate_stock.id is 'Number of the row.';
comment on column raw.accurate_stock.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_stock.kode_barang is 'ERP code at size level.';
comment on column raw.accurate_stock.nama_barang is 'Name of the product.';
comment on column raw.accurate_stock.nama_gudang is 'Name of the warehouse.';
comment on column raw.accurate_stock.kuantitas is 'Pairs.';
comment on column raw.accurate_stock.unit_price is 'Selling price of a unit.';
comment on column raw.accurate_stock.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_stock.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_stock.loaded_at is 'When it was loaded.';
comment on column raw.accurate_stock.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_stock.load_id is 'The load.';
create table raw.accurate_stock_ddd partition of raw.accurate_stock (constraint accurate_stock_ddd_pkey primary key (id)) for values in ('DDD');
comment on table raw.accurate_stock_ddd is 'Stock of DDD.';
comment on column raw.accurate_stock_ddd.id is 'Number of the row.';
comment on column raw.accurate_stock_ddd.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_stock_ddd.kode_barang is 'ERP code at size level.';
comment on column raw.accurate_stock_ddd.nama_barang is 'Name of the product.';
comment on column raw.accurate_stock_ddd.nama_gudang is 'Name of the warehouse.';
comment on column raw.accurate_stock_ddd.kuantitas is 'Pairs.';
comment on column raw.accurate_stock_ddd.unit_price is 'Selling price of a unit.';
comment on column raw.accurate_stock_ddd.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_stock_ddd.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_stock_ddd.loaded_at is 'When it was loaded.';
comment on column raw.accurate_stock_ddd.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_stock_ddd.load_id is 'The load.';
create unique index accurate_stock_ddd_line_key on raw.accurate_stock_ddd (snapshot_date, kode_barang, nama_gudang);
create index accurate_stock_ddd_load_id_idx on raw.accurate_stock_ddd (load_id);
create table raw.accurate_stock_ljbb partition of raw.accurate_stock (constraint accurate_stock_ljbb_pkey primary key (id)) for values in ('LJBB');
comment on table raw.accurate_stock_ljbb is 'Stock of LJBB.';
comment on column raw.accurate_stock_ljbb.id is 'Number of the row.';
comment on column raw.accurate_stock_ljbb.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_stock_ljbb.kode_barang is 'ERP code at size level.';
comment on column raw.accurate_stock_ljbb.nama_barang is 'Name of the product.';
comment on column raw.accurate_stock_ljbb.nama_gudang is 'Name of the warehouse.';
comment on column raw.accurate_stock_ljbb.kuantitas is 'Pairs.';
comment on column raw.accurate_stock_ljbb.unit_price is 'Selling price of a unit.';
comment on column raw.accurate_stock_ljbb.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_stock_ljbb.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_stock_ljbb.loaded_at is 'When it was loaded.';
comment on column raw.accurate_stock_ljbb.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_stock_ljbb.load_id is 'The load.';
create unique index accurate_stock_ljbb_line_key on raw.accurate_stock_ljbb (snapshot_date, kode_barang, nama_gudang);
create index accurate_stock_ljbb_load_id_idx on raw.accurate_stock_ljbb (load_id);
create table raw.accurate_stock_mbb partition of raw.accurate_stock (constraint accurate_stock_mbb_pkey primary key (id)) for values in ('MBB');
comment on table raw.accurate_stock_mbb is 'Stock of MBB.';
comment on column raw.accurate_stock_mbb.id is 'Number of the row.';
comment on column raw.accurate_stock_mbb.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_stock_mbb.kode_barang is 'ERP code at size level.';
comment on column raw.accurate_stock_mbb.nama_barang is 'Name of the product.';
comment on column raw.accurate_stock_mbb.nama_gudang is 'Name of the warehouse.';
comment on column raw.accurate_stock_mbb.kuantitas is 'Pairs.';
comment on column raw.accurate_stock_mbb.unit_price is 'Selling price of a unit.';
comment on column raw.accurate_stock_mbb.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_stock_mbb.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_stock_mbb.loaded_at is 'When it was loaded.';
comment on column raw.accurate_stock_mbb.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_stock_mbb.load_id is 'The load.';
create unique index accurate_stock_mbb_line_key on raw.accurate_stock_mbb (snapshot_date, kode_barang, nama_gudang);
create index accurate_stock_mbb_load_id_idx on raw.accurate_stock_mbb (load_id);
create table raw.accurate_stock_ubb partition of raw.accurate_stock (constraint accurate_stock_ubb_pkey primary key (id)) for values in ('UBB');
comment on table raw.accurate_stock_ubb is 'Stock of UBB.';
comment on column raw.accurate_stock_ubb.id is 'Number of the row.';
comment on column raw.accurate_stock_ubb.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_stock_ubb.kode_barang is 'ERP code at size level.';
comment on column raw.accurate_stock_ubb.nama_barang is 'Name of the product.';
comment on column raw.accurate_stock_ubb.nama_gudang is 'Name of the warehouse.';
comment on column raw.accurate_stock_ubb.kuantitas is 'Pairs.';
comment on column raw.accurate_stock_ubb.unit_price is 'Selling price of a unit.';
comment on column raw.accurate_stock_ubb.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_stock_ubb.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_stock_ubb.loaded_at is 'When it was loaded.';
comment on column raw.accurate_stock_ubb.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_stock_ubb.load_id is 'The load.';
create unique index accurate_stock_ubb_line_key on raw.accurate_stock_ubb (snapshot_date, kode_barang, nama_gudang);
create index accurate_stock_ubb_load_id_idx on raw.accurate_stock_ubb (load_id);

create table raw.staging_sales (
  load_id bigint not null constraint staging_sales_load_id_fkey references raw.load_history on delete cascade,
  line_no bigint not null,
  source_id text,
  tanggal date,
  nama_departemen text,
  nama_pelanggan text,
  nomor_invoice text,
  kode_produk text,
  nama_barang text,
  satuan text,
  kuantitas numeric,
  harga_satuan numeric,
  total_harga numeric,
  bpp numeric,
  nama_gudang text,
  vendor_price numeric,
  dpp_amount numeric,
  tax_amount numeric,
  opt_lock text,
  last_update text,
  constraint staging_sales_pkey primary key (load_id, line_no)
);
comment on table raw.staging_sales is 'Rows of loads that are being pulled or checked. Logged, so that they and their cursor survive together.';
comment on column raw.staging_sales.load_id is 'The load.';
comment on column raw.staging_sales.line_no is 'Order in the load; of a file, its line.';
comment on column raw.staging_sales.source_id is 'The source''s own id of the item or document.';
comment on column raw.staging_sales.tanggal is 'Date of the document.';
comment on column raw.staging_sales.nama_departemen is 'Department or branch that sold.';
comment on column raw.staging_sales.nama_pelanggan is 'Customer; UMUM when the source names none.';
comment on column raw.staging_sales.nomor_invoice is 'Number of the invoice or return.';
comment on column raw.staging_sales.kode_produk is 'ERP code at size level.';
comment on column raw.staging_sales.nama_barang is 'Name of the product.';
comment on column raw.staging_sales.satuan is 'Unit of the line.';
comment on column raw.staging_sales.kuantitas is 'Pairs in the base unit; returns negative.';
comment on column raw.staging_sales.harga_satuan is 'Price of a base unit.';
comment on column raw.staging_sales.total_harga is 'Amount of the line; returns negative.';
comment on column raw.staging_sales.bpp is 'Cost of goods.';
comment on column raw.staging_sales.nama_gudang is 'Warehouse it left.';
comment on column raw.staging_sales.vendor_price is 'Cost price of a unit.';
comment on column raw.staging_sales.dpp_amount is 'Tax base.';
comment on column raw.staging_sales.tax_amount is 'Tax.';
comment on column raw.staging_sales.opt_lock is 'The source''s version number of the document.';
comment on column raw.staging_sales.last_update is 'The source''s time of last change.';

create table raw.accurate_sales (
  id bigint not null default nextval('raw.row_id_seq'),
  entity text not null,
  tanggal date not null,
  nama_departemen text,
  nama_pelanggan text,
  nomor_invoice text not null,
  kode_produk text not null,
  nama_barang text,
  satuan text,
  kuantitas numeric not null,
  harga_satuan numeric,
  total_harga numeric,
  bpp numeric,
  nama_gudang text,
  vendor_price numeric,
  dpp_amount numeric,
  tax_amount numeric,
  snapshot_date date not null,
  loaded_at timestamptz not null default util.now(),
  load_batch_id uuid not null,
  load_id bigint not null constraint accurate_sales_load_id_fkey references raw.load_history on delete restrict
) partition by list (entity);
comment on table raw.accurate_sales is 'Sales: lines of one invoice, code and date are summed. Returns are rows of their own, negative. There is no LJBB: it sells nothing.';
comment on column raw.accurate_sales.id is 'Number of the row.';
comment on column raw.accurate_sales.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_sales.tanggal is 'Date of the document.';
comment on column raw.accurate_sales.nama_departemen is 'Department or branch that sold.';
comment on column raw.accurate_sales.nama_pelanggan is 'Customer; UMUM when the source names none.';
comment on column raw.accurate_sales.nomor_invoice is 'Number of the invoice or return.';
comment on column raw.accurate_sales.kode_produk is 'ERP code at size level.';
comment on column raw.accurate_sales.nama_barang is 'Name of the product.';
comment on column raw.accurate_sales.satuan is 'Unit of the line.';
comment on column raw.accurate_sales.kuantitas is 'Pairs in the base unit; returns negative.';
comment on column raw.accurate_sales.harga_satuan is 'Price of a base unit.';
comment on column raw.accurate_sales.total_harga is 'Amount of the line; returns negative.';
comment on column raw.accurate_sales.bpp is 'Cost of goods.';
comment on column raw.accurate_sales.nama_gudang is 'Warehouse it left.';
comment on column raw.accurate_sales.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_sales.dpp_amount is 'Tax base.';
comment on column raw.accurate_sales.tax_amount is 'Tax.';
comment on column raw.accurate_sales.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_sales.loaded_at is 'When it was loaded.';
comment on column raw.accurate_sales.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_sales.load_id is 'The load.';
create table raw.accurate_sales_ddd partition of raw.accurate_sales (constraint accurate_sales_ddd_pkey primary key (id)) for values in ('DDD');
comment on table raw.accurate_sales_ddd is 'Sales of DDD.';
comment on column raw.accurate_sales_ddd.id is 'Number of the row.';
comment on column raw.accurate_sales_ddd.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_sales_ddd.tanggal is 'Date of the document.';
comment on column raw.accurate_sales_ddd.nama_departemen is 'Department or branch that sold.';
comment on column raw.accurate_sales_ddd.nama_pelanggan is 'Customer; UMUM when the source names none.';
comment on column raw.accurate_sales_ddd.nomor_invoice is 'Number of the invoice or return.';
comment on column raw.accurate_sales_ddd.kode_produk is 'ERP code at size level.';
comment on column raw.accurate_sales_ddd.nama_barang is 'Name of the product.';
comment on column raw.accurate_sales_ddd.satuan is 'Unit of the line.';
comment on column raw.accurate_sales_ddd.kuantitas is 'Pairs in the base unit; returns negative.';
comment on column raw.accurate_sales_ddd.harga_satuan is 'Price of a base unit.';
comment on column raw.accurate_sales_ddd.total_harga is 'Amount of the line; returns negative.';
comment on column raw.accurate_sales_ddd.bpp is 'Cost of goods.';
comment on column raw.accurate_sales_ddd.nama_gudang is 'Warehouse it left.';
comment on column raw.accurate_sales_ddd.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_sales_ddd.dpp_amount is 'Tax base.';
comment on column raw.accurate_sales_ddd.tax_amount is 'Tax.';
comment on column raw.accurate_sales_ddd.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_sales_ddd.loaded_at is 'When it was loaded.';
comment on column raw.accurate_sales_ddd.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_sales_ddd.load_id is 'The load.';
create unique index accurate_sales_ddd_line_key on raw.accurate_sales_ddd (nomor_invoice, kode_produk, tanggal, snapshot_date);
create index accurate_sales_ddd_snapshot_date_tanggal_idx on raw.accurate_sales_ddd (snapshot_date, tanggal);
create index accurate_sales_ddd_load_id_idx on raw.accurate_sales_ddd (load_id);
create table raw.accurate_sales_mbb partition of raw.accurate_sales (constraint accurate_sales_mbb_pkey primary key (id)) for values in ('MBB');
comment on table raw.accurate_sales_mbb is 'Sales of MBB.';
comment on column raw.accurate_sales_mbb.id is 'Number of the row.';
comment on column raw.accurate_sales_mbb.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_sales_mbb.tanggal is 'Date of the document.';
comment on column raw.accurate_sales_mbb.nama_departemen is 'Department or branch that sold.';
comment on column raw.accurate_sales_mbb.nama_pelanggan is 'Customer; UMUM when the source names none.';
comment on column raw.accurate_sales_mbb.nomor_invoice is 'Number of the invoice or return.';
comment on column raw.accurate_sales_mbb.kode_produk is 'ERP code at size level.';
comment on column raw.accurate_sales_mbb.nama_barang is 'Name of the product.';
comment on column raw.accurate_sales_mbb.satuan is 'Unit of the line.';
comment on column raw.accurate_sales_mbb.kuantitas is 'Pairs in the base unit; returns negative.';
comment on column raw.accurate_sales_mbb.harga_satuan is 'Price of a base unit.';
comment on column raw.accurate_sales_mbb.total_harga is 'Amount of the line; returns negative.';
comment on column raw.accurate_sales_mbb.bpp is 'Cost of goods.';
comment on column raw.accurate_sales_mbb.nama_gudang is 'Warehouse it left.';
comment on column raw.accurate_sales_mbb.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_sales_mbb.dpp_amount is 'Tax base.';
comment on column raw.accurate_sales_mbb.tax_amount is 'Tax.';
comment on column raw.accurate_sales_mbb.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_sales_mbb.loaded_at is 'When it was loaded.';
comment on column raw.accurate_sales_mbb.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_sales_mbb.load_id is 'The load.';
create unique index accurate_sales_mbb_line_key on raw.accurate_sales_mbb (nomor_invoice, kode_produk, tanggal, snapshot_date);
create index accurate_sales_mbb_snapshot_date_tanggal_idx on raw.accurate_sales_mbb (snapshot_date, tanggal);
create index accurate_sales_mbb_load_id_idx on raw.accurate_sales_mbb (load_id);
create table raw.accurate_sales_ubb partition of raw.accurate_sales (constraint accurate_sales_ubb_pkey primary key (id)) for values in ('UBB');
comment on table raw.accurate_sales_ubb is 'Sales of UBB.';
comment on column raw.accurate_sales_ubb.id is 'Number of the row.';
comment on column raw.accurate_sales_ubb.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.accurate_sales_ubb.tanggal is 'Date of the document.';
comment on column raw.accurate_sales_ubb.nama_departemen is 'Department or branch that sold.';
comment on column raw.accurate_sales_ubb.nama_pelanggan is 'Customer; UMUM when the source names none.';
comment on column raw.accurate_sales_ubb.nomor_invoice is 'Number of the invoice or return.';
comment on column raw.accurate_sales_ubb.kode_produk is 'ERP code at size level.';
comment on column raw.accurate_sales_ubb.nama_barang is 'Name of the product.';
comment on column raw.accurate_sales_ubb.satuan is 'Unit of the line.';
comment on column raw.accurate_sales_ubb.kuantitas is 'Pairs in the base unit; returns negative.';
comment on column raw.accurate_sales_ubb.harga_satuan is 'Price of a base unit.';
comment on column raw.accurate_sales_ubb.total_harga is 'Amount of the line; returns negative.';
comment on column raw.accurate_sales_ubb.bpp is 'Cost of goods.';
comment on column raw.accurate_sales_ubb.nama_gudang is 'Warehouse it left.';
comment on column raw.accurate_sales_ubb.vendor_price is 'Cost price of a unit.';
comment on column raw.accurate_sales_ubb.dpp_amount is 'Tax base.';
comment on column raw.accurate_sales_ubb.tax_amount is 'Tax.';
comment on column raw.accurate_sales_ubb.snapshot_date is 'The day whose state it shows.';
comment on column raw.accurate_sales_ubb.loaded_at is 'When it was loaded.';
comment on column raw.accurate_sales_ubb.load_batch_id is 'Identity of the load.';
comment on column raw.accurate_sales_ubb.load_id is 'The load.';
create unique index accurate_sales_ubb_line_key on raw.accurate_sales_ubb (nomor_invoice, kode_produk, tanggal, snapshot_date);
create index accurate_sales_ubb_snapshot_date_tanggal_idx on raw.accurate_sales_ubb (snapshot_date, tanggal);
create index accurate_sales_ubb_load_id_idx on raw.accurate_sales_ubb (load_id);
