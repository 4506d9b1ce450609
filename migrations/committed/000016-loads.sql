--! Previous: sha1:c5018a5d18810438b3873474190d041ca7cda7f7
--! Hash: sha1:442039d5fcf6d1f42bf4ddb601ce9a8278902e6f

-- Checks that compare a load with what was accepted before, what a person decided about a load, and the rows that a
-- newer load of the same day displaced: kept, so that the newer one can be taken back.

-- NULL: as shipped, like ops.settings and ops.alert_rules. A new default then reaches everybody who never chose.
alter table raw.load_checks alter column severity drop not null;
alter table raw.load_checks
  add column params jsonb,
  add column default_params jsonb not null default '{}',
  add column is_releasable boolean not null default true,
  add constraint load_checks_params_check check (
    jsonb_typeof(params) = 'object' and not jsonb_path_exists(params, '$.* ? (@.type() != "number")'));
update raw.load_checks c set severity = null where c.severity = c.default_severity;
update raw.load_checks c set threshold = null where c.threshold = c.default_threshold;
comment on column raw.load_checks.severity is 'block | warn | note, set by a person; NULL: as shipped.';
comment on column raw.load_checks.threshold is 'Number that decides, set by a person; NULL: as shipped.';
comment on column raw.load_checks.params is 'Further numbers of the check, set by a person: only those that differ; NULL: as shipped.';
comment on column raw.load_checks.default_params is 'Further numbers of the check, as shipped: how far it looks back, from how many rows on it judges.';
comment on column raw.load_checks.is_releasable is 'False: a load that fails it cannot be released, only rejected and pulled or loaded again.';

alter table raw.load_history
  add column decided_at timestamptz,
  add column decided_by text,
  add column decided_person_id bigint constraint load_history_decided_person_id_fkey references ops.people on delete restrict,
  add constraint load_history_decided_check check ((decided_at is null) = (decided_by is null) and (decided_at is null or note is not null));
create index load_history_decided_person_id_idx on raw.load_history (decided_person_id) where decided_person_id is not null;
comment on column raw.load_history.decided_at is 'When a person released or rejected it.';
comment on column raw.load_history.decided_by is 'Database role that released or rejected it.';
comment on column raw.load_history.decided_person_id is 'The person for whom that role spoke, when known.';
comment on column raw.load_history.status is 'pulling → staged → accepted | quarantined; quarantined → accepted | rejected; pulling → failed; accepted → superseded (by a newer load, or by a person: then superseded_by is NULL); superseded → accepted when the newer one is taken back.';
comment on column raw.load_history.superseded_by is 'The load that took its place. NULL for one that a person took back.';

create table raw.superseded_stock (
  id bigint not null,
  entity text not null,
  kode_barang text not null,
  nama_barang text,
  nama_gudang text not null,
  kuantitas numeric not null,
  unit_price numeric,
  vendor_price numeric,
  snapshot_date date not null,
  loaded_at timestamptz not null,
  load_batch_id uuid not null,
  load_id bigint not null constraint superseded_stock_load_id_fkey references raw.load_history on delete restrict,
  constraint superseded_stock_pkey primary key (load_id, id)
);
comment on table raw.superseded_stock is 'Rows of stock snapshots that a newer load of the same day displaced. They count nowhere; they return when that load is taken back.';

create table raw.superseded_sales (
  id bigint not null,
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
  loaded_at timestamptz not null,
  load_batch_id uuid not null,
  load_id bigint not null constraint superseded_sales_load_id_fkey references raw.load_history on delete restrict,
  constraint superseded_sales_pkey primary key (load_id, id)
);
comment on table raw.superseded_sales is 'Rows of sales loads that a newer load of the same snapshot date displaced. They count nowhere; they return when that load is taken back.';
comment on column raw.superseded_stock.id is 'Number of the row.';
comment on column raw.superseded_stock.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.superseded_stock.kode_barang is 'ERP code at size level.';
comment on column raw.superseded_stock.nama_barang is 'Name of the product.';
comment on column raw.superseded_stock.nama_gudang is 'Name of the warehouse.';
comment on column raw.superseded_stock.kuantitas is 'Pairs.';
comment on column raw.superseded_stock.unit_price is 'Selling price of a unit.';
comment on column raw.superseded_stock.vendor_price is 'Cost price of a unit.';
comment on column raw.superseded_stock.snapshot_date is 'The day whose state it shows.';
comment on column raw.superseded_stock.loaded_at is 'When it was loaded.';
comment on column raw.superseded_stock.load_batch_id is 'Identity of the load.';
comment on column raw.superseded_stock.load_id is 'The load.';
comment on column raw.superseded_sales.id is 'Number of the row.';
comment on column raw.superseded_sales.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.superseded_sales.tanggal is 'Date of the document.';
comment on column raw.superseded_sales.nama_departemen is 'Department or branch that sold.';
comment on column raw.superseded_sales.nama_pelanggan is 'Customer; UMUM when the source names none.';
comment on column raw.superseded_sales.nomor_invoice is 'Number of the invoice or return.';
comment on column raw.superseded_sales.kode_produk is 'ERP code at size level.';
comment on column raw.superseded_sales.nama_barang is 'Name of the product.';
comment on column raw.superseded_sales.satuan is 'Unit of the line.';
comment on column raw.superseded_sales.kuantitas is 'Pairs in the base unit; returns negative.';
comment on column raw.superseded_sales.harga_satuan is 'Price of a base unit.';
comment on column raw.superseded_sales.total_harga is 'Amount of the line; returns negative.';
comment on column raw.superseded_sales.bpp is 'Cost of goods.';
comment on column raw.superseded_sales.nama_gudang is 'Warehouse it left.';
comment on column raw.superseded_sales.vendor_price is 'Cost price of a unit.';
comment on column raw.superseded_sales.dpp_amount is 'Tax base.';
comment on column raw.superseded_sales.tax_amount is 'Tax.';
comment on column raw.superseded_sales.snapshot_date is 'The day whose state it shows.';
comment on column raw.superseded_sales.loaded_at is 'When it was loaded.';
comment on column raw.superseded_sales.load_batch_id is 'Identity of the load.';
comment on column raw.superseded_sales.load_id is 'The load.';
