--! Previous: sha1:d8e907e204282b76d37dbb22a5b01902e632a1b9
--! Hash: sha1:6966ec68e39ee4e1474b34875d93f3e19c97b583

-- Reference data that people own. The tables keep the names that the ERP and the retailer's sheets gave them.

create table portal.store (
  store_code text constraint store_pkey primary key,
  name text not null,
  branch text,
  area text,
  time_zone text not null default 'Asia/Jakarta',
  capacity integer,
  monthly_target numeric(18, 2),
  branch_manager text,
  opened_on date,
  closed_on date,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint store_store_code_check check (store_code = btrim(store_code) and store_code <> ''),
  constraint store_time_zone_check check (time_zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  constraint store_capacity_check check (capacity >= 0)
);
comment on table portal.store is 'Shops, about 326.';
comment on column portal.store.store_code is 'Code of the shop.';
comment on column portal.store.name is 'Name of the shop.';
comment on column portal.store.branch is 'Branch that runs it.';
comment on column portal.store.area is 'Area.';
comment on column portal.store.time_zone is 'One of the three Indonesian zones.';
comment on column portal.store.capacity is 'Pairs that fit in.';
comment on column portal.store.monthly_target is 'Sales target of a month, rupiah.';
comment on column portal.store.branch_manager is 'Mail address of the branch manager.';
comment on column portal.store.opened_on is 'First day open.';
comment on column portal.store.closed_on is 'Last day open.';
comment on column portal.store.created_at is 'When the row was made.';
comment on column portal.store.updated_at is 'When the row was last changed.';

create table portal.warehouse (
  entity text not null,
  nama_gudang text not null,
  kind text not null,
  store_code text constraint warehouse_store_code_fkey references portal.store on delete restrict,
  loose boolean not null default false,
  in_cover boolean not null default true,
  note text,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint warehouse_pkey primary key (entity, nama_gudang),
  constraint warehouse_entity_check check (entity in ('DDD', 'LJBB', 'MBB', 'UBB')),
  constraint warehouse_kind_check check (kind in ('WHS', 'WHB', 'STORE', 'OTHER')),
  constraint warehouse_nama_gudang_check check (btrim(nama_gudang) <> '')
);
create unique index warehouse_entity_lower_nama_gudang_idx on portal.warehouse (entity, lower(btrim(nama_gudang)));
create index warehouse_store_code_idx on portal.warehouse (store_code);
comment on table portal.warehouse is 'Maps the ERP''s warehouse names to kinds. Names are compared trimmed and in lower case.';
comment on column portal.warehouse.entity is 'DDD, LJBB, MBB or UBB.';
comment on column portal.warehouse.nama_gudang is 'Name as the ERP writes it.';
comment on column portal.warehouse.kind is 'WHS shop floor, WHB boxes, STORE, OTHER (leaves the cover).';
comment on column portal.warehouse.store_code is 'The shop it belongs to.';
comment on column portal.warehouse.loose is 'True: nothing in it counts as a box, all pairs are protol.';
comment on column portal.warehouse.in_cover is 'False: its stock does not count for the cover.';
comment on column portal.warehouse.note is 'Note.';
comment on column portal.warehouse.created_at is 'When the row was made.';
comment on column portal.warehouse.updated_at is 'When the row was last changed.';

create table portal.name_alias (
  source text not null,
  name text not null,
  canonical_name text not null,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint name_alias_pkey primary key (source, name)
);
create unique index name_alias_source_lower_name_idx on portal.name_alias (source, lower(btrim(name)));
comment on table portal.name_alias is 'Shops are spelled differently by each source: source and spelling → the shop''s code.';
comment on column portal.name_alias.source is 'accurate, iseller, ginee …';
comment on column portal.name_alias.name is 'Spelling of the source; compared trimmed and in lower case.';
comment on column portal.name_alias.canonical_name is 'Code of the shop (portal.store.store_code).';
comment on column portal.name_alias.created_at is 'When the row was made.';
comment on column portal.name_alias.updated_at is 'When the row was last changed.';

create table portal.kodemix (
  kode_barang text constraint kodemix_pkey primary key,
  kode text not null,
  kode_mix text not null,
  name text,
  tier integer,
  gender text,
  series text,
  assortment text,
  status text not null default 'ACTIVE',
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint kodemix_kode_barang_check check (kode_barang = btrim(kode_barang) and kode_barang <> ''),
  constraint kodemix_kode_mix_check check (kode_mix = btrim(kode_mix) and kode_mix <> ''),
  constraint kodemix_tier_check check (tier in (0, 1, 2, 3, 4, 5, 8)),
  constraint kodemix_gender_check check (gender in ('LADIES', 'MEN', 'BABY', 'BOYS', 'GIRLS'))
);
create index kodemix_kode_mix_idx on portal.kodemix (kode_mix);
create index kodemix_kode_idx on portal.kodemix (kode);
comment on table portal.kodemix is 'Product codes of the ERP (one per size) and the article they belong to.';
comment on column portal.kodemix.kode_barang is 'ERP code at size level; trimmed, case-sensitive.';
comment on column portal.kodemix.kode is 'Article code of one version.';
comment on column portal.kodemix.kode_mix is 'Unites the versions of an article: the unit of all reports.';
comment on column portal.kodemix.name is 'Name of the article.';
comment on column portal.kodemix.tier is '1 (best seller) … 5, 8 (lowest); 0 is a tier of its own.';
comment on column portal.kodemix.gender is 'LADIES, MEN, BABY, BOYS or GIRLS.';
comment on column portal.kodemix.series is 'Series.';
comment on column portal.kodemix.assortment is 'Sizes in a box.';
comment on column portal.kodemix.status is 'ACTIVE, or anything else for a code that is no longer made.';
comment on column portal.kodemix.created_at is 'When the row was made.';
comment on column portal.kodemix.updated_at is 'When the row was last changed.';

create table portal.hpprsp (
  kode text constraint hpprsp_pkey primary key,
  harga_beli numeric(18, 2),
  price_taq numeric(18, 2),
  rsp numeric(18, 2),
  tier integer,
  season text,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint hpprsp_price_check check (harga_beli >= 0 and price_taq >= 0 and rsp >= 0)
);
comment on table portal.hpprsp is 'Cost and selling prices per article code. Several codes may share one kode_mix.';
comment on column portal.hpprsp.kode is 'Article code of one version (portal.kodemix.kode).';
comment on column portal.hpprsp.harga_beli is 'Cost price of a pair, rupiah.';
comment on column portal.hpprsp.price_taq is 'Price on the tag, rupiah.';
comment on column portal.hpprsp.rsp is 'Recommended selling price, rupiah.';
comment on column portal.hpprsp.tier is 'Tier as the price list says; only compared, never used.';
comment on column portal.hpprsp.season is 'Season.';
comment on column portal.hpprsp.created_at is 'When the row was made.';
comment on column portal.hpprsp.updated_at is 'When the row was last changed.';

create table portal.purchase_orders_manual (
  kode_mix text not null,
  tgl_po date not null,
  row_no integer not null default 1,
  tier integer,
  code text,
  type text,
  gender text,
  ps_flag text,
  sudah_po numeric,
  po_1 numeric, po_2 numeric, po_3 numeric, po_4 numeric, po_5 numeric, po_6 numeric,
  status_po text,
  status text,
  notes text,
  received_1 numeric, received_2 numeric, received_3 numeric, received_4 numeric, received_5 numeric,
  received_6 numeric, received_7 numeric, received_8 numeric, received_9 numeric, received_10 numeric,
  received_1_on date, received_2_on date, received_3_on date, received_4_on date, received_5_on date,
  received_6_on date, received_7_on date, received_8_on date, received_9_on date, received_10_on date,
  total_rcv numeric generated always as (
    coalesce(received_1, 0) + coalesce(received_2, 0) + coalesce(received_3, 0) + coalesce(received_4, 0) + coalesce(received_5, 0)
    + coalesce(received_6, 0) + coalesce(received_7, 0) + coalesce(received_8, 0) + coalesce(received_9, 0) + coalesce(received_10, 0)) stored,
  sisa_po numeric generated always as (
    case when upper(btrim(coalesce(status_po, ''))) in ('SELESAI', 'BATAL') then 0 else greatest(
      coalesce(po_1, 0) + coalesce(po_2, 0) + coalesce(po_3, 0) + coalesce(po_4, 0) + coalesce(po_5, 0) + coalesce(po_6, 0)
      - (coalesce(received_1, 0) + coalesce(received_2, 0) + coalesce(received_3, 0) + coalesce(received_4, 0) + coalesce(received_5, 0)
         + coalesce(received_6, 0) + coalesce(received_7, 0) + coalesce(received_8, 0) + coalesce(received_9, 0) + coalesce(received_10, 0)), 0) end) stored,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint purchase_orders_manual_pkey primary key (kode_mix, tgl_po, row_no),
  constraint purchase_orders_manual_row_no_check check (row_no > 0),
  constraint purchase_orders_manual_ps_flag_check check (ps_flag in ('P', 'S', '-'))
);
comment on table portal.purchase_orders_manual is 'The PO tab of the sheet: purchase orders that people keep by hand.';
comment on column portal.purchase_orders_manual.kode_mix is 'Article.';
comment on column portal.purchase_orders_manual.tgl_po is 'Date of the order.';
comment on column portal.purchase_orders_manual.row_no is 'Distinguishes orders of one article and day.';
comment on column portal.purchase_orders_manual.tier is 'Tier as the tab says; only compared, never used.';
comment on column portal.purchase_orders_manual.code is 'Article code as the tab says.';
comment on column portal.purchase_orders_manual.type is 'Type as the tab says.';
comment on column portal.purchase_orders_manual.gender is 'Gender as the tab says.';
comment on column portal.purchase_orders_manual.ps_flag is 'P, S or -.';
comment on column portal.purchase_orders_manual.sudah_po is 'Pairs ordered, as the tab sums them.';
comment on column portal.purchase_orders_manual.po_1 is 'Pairs of the first order.';
comment on column portal.purchase_orders_manual.po_2 is 'Pairs of the second order.';
comment on column portal.purchase_orders_manual.po_3 is 'Pairs of the third order.';
comment on column portal.purchase_orders_manual.po_4 is 'Pairs of the fourth order.';
comment on column portal.purchase_orders_manual.po_5 is 'Pairs of the fifth order.';
comment on column portal.purchase_orders_manual.po_6 is 'Pairs of the sixth order.';
comment on column portal.purchase_orders_manual.status_po is 'State of the order; SELESAI and BATAL leave nothing open.';
comment on column portal.purchase_orders_manual.status is 'State of receiving.';
comment on column portal.purchase_orders_manual.notes is 'Keterangan.';
comment on column portal.purchase_orders_manual.received_1 is 'Pairs of the first receipt.';
comment on column portal.purchase_orders_manual.received_2 is 'Pairs of the second receipt.';
comment on column portal.purchase_orders_manual.received_3 is 'Pairs of the third receipt.';
comment on column portal.purchase_orders_manual.received_4 is 'Pairs of the fourth receipt.';
comment on column portal.purchase_orders_manual.received_5 is 'Pairs of the fifth receipt.';
comment on column portal.purchase_orders_manual.received_6 is 'Pairs of the sixth receipt.';
comment on column portal.purchase_orders_manual.received_7 is 'Pairs of the seventh receipt.';
comment on column portal.purchase_orders_manual.received_8 is 'Pairs of the eighth receipt.';
comment on column portal.purchase_orders_manual.received_9 is 'Pairs of the ninth receipt.';
comment on column portal.purchase_orders_manual.received_10 is 'Pairs of the tenth receipt.';
comment on column portal.purchase_orders_manual.received_1_on is 'Date of the first receipt.';
comment on column portal.purchase_orders_manual.received_2_on is 'Date of the second receipt.';
comment on column portal.purchase_orders_manual.received_3_on is 'Date of the third receipt.';
comment on column portal.purchase_orders_manual.received_4_on is 'Date of the fourth receipt.';
comment on column portal.purchase_orders_manual.received_5_on is 'Date of the fifth receipt.';
comment on column portal.purchase_orders_manual.received_6_on is 'Date of the sixth receipt.';
comment on column portal.purchase_orders_manual.received_7_on is 'Date of the seventh receipt.';
comment on column portal.purchase_orders_manual.received_8_on is 'Date of the eighth receipt.';
comment on column portal.purchase_orders_manual.received_9_on is 'Date of the ninth receipt.';
comment on column portal.purchase_orders_manual.received_10_on is 'Date of the tenth receipt.';
comment on column portal.purchase_orders_manual.total_rcv is 'Sum of the receipts.';
comment on column portal.purchase_orders_manual.sisa_po is 'Pairs still open: ordered less received, not below 0; 0 when status_po is SELESAI or BATAL.';
comment on column portal.purchase_orders_manual.created_at is 'When the row was made.';
comment on column portal.purchase_orders_manual.updated_at is 'When the row was last changed.';

create table portal.article_notes (
  id bigint constraint article_notes_pkey primary key generated always as identity,
  kode_mix text not null,
  kind text not null,
  until_on date,
  note text,
  noted_by name not null default util.caller(),
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint article_notes_kind_check check (kind in ('jangan_po', 'sudah_po', 'musiman'))
);
create index article_notes_kode_mix_idx on portal.article_notes (kode_mix);
comment on table portal.article_notes is 'What people know better: do not order, already ordered, seasonal.';
comment on column portal.article_notes.id is 'Number of the note.';
comment on column portal.article_notes.kode_mix is 'Article.';
comment on column portal.article_notes.kind is 'jangan_po and sudah_po make the recommended order 0; musiman only says so.';
comment on column portal.article_notes.until_on is 'Last day it holds; NULL: until it is deleted.';
comment on column portal.article_notes.note is 'Why.';
comment on column portal.article_notes.noted_by is 'Who wrote it.';
comment on column portal.article_notes.created_at is 'When the row was made.';
comment on column portal.article_notes.updated_at is 'When the row was last changed.';
