--! Previous: sha1:8fdddbe5b3a169889a1a5741f4bb0fed91b504f9
--! Hash: sha1:c5018a5d18810438b3873474190d041ca7cda7f7

-- Reference data that lives in tabs of Google Sheets, and a record of every load of reference data.

create table portal.sheet_sources (
  key text constraint sheet_sources_pkey primary key,
  title text not null,
  spreadsheet_id text not null,
  tab text not null,
  header_row integer not null default 1,
  table_name text not null,
  mode text not null default 'upsert',
  mapping jsonb not null default '{}',
  decimal_mark text not null default 'comma',
  is_forced boolean not null default false,
  is_enabled boolean not null default true,
  note text,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint sheet_sources_key_check check (key ~ '^[a-z][a-z0-9_]*$'),
  constraint sheet_sources_title_check check (btrim(title) <> '' and title !~ '[\r\n]'),
  constraint sheet_sources_spreadsheet_id_check check (spreadsheet_id ~ '^[A-Za-z0-9_-]+$'),
  constraint sheet_sources_tab_check check (tab <> ''),
  constraint sheet_sources_header_row_check check (header_row >= 1),
  constraint sheet_sources_mode_check check (mode in ('append', 'upsert', 'replace')),
  constraint sheet_sources_mapping_check check (jsonb_typeof(mapping) = 'object'),
  constraint sheet_sources_decimal_mark_check check (decimal_mark in ('point', 'comma'))
);
comment on table portal.sheet_sources is 'Tabs of Google Sheets that are loaded into reference data. Each row has its own job, sheet.<key>; when it runs is edited there (ops.job_definitions.cron).';
comment on column portal.sheet_sources.key is 'Short name; the job is called sheet.<key>.';
comment on column portal.sheet_sources.title is 'What people call it; stands in alerts and reports.';
comment on column portal.sheet_sources.spreadsheet_id is 'The part of the Sheet''s address between /d/ and the next slash. The Sheet must be shared with our Google account.';
comment on column portal.sheet_sources.tab is 'Name of the tab, exactly as it is written.';
comment on column portal.sheet_sources.header_row is 'Row that names the columns; all below it is data.';
comment on column portal.sheet_sources.table_name is 'Table of portal that it fills.';
comment on column portal.sheet_sources.mode is 'append adds, upsert adds and changes, replace also removes what the tab lacks (at most 20 % of the table).';
comment on column portal.sheet_sources.mapping is 'Headers of the tab and the column each becomes: {"Kode Toko": "store_code", "Catatan": "-"}; - is passed over. Goes before portal.csv_mappings.';
comment on column portal.sheet_sources.decimal_mark is 'point or comma: how numbers are written in cells that hold text. Cells that hold numbers need none.';
comment on column portal.sheet_sources.is_forced is 'True: the next load may remove more than 20 %; it sets this back.';
comment on column portal.sheet_sources.is_enabled is 'False: is not loaded.';
comment on column portal.sheet_sources.note is 'Note.';
comment on column portal.sheet_sources.created_at is 'When the row was made.';
comment on column portal.sheet_sources.updated_at is 'When the row was last changed.';

create table portal.reference_loads (
  id bigint constraint reference_loads_pkey primary key generated always as identity,
  table_name text not null,
  source text not null,
  origin text not null,
  sheet_key text constraint reference_loads_sheet_key_fkey references portal.sheet_sources on delete set null,
  occurrence_id bigint constraint reference_loads_occurrence_id_fkey references ops.occurrences on delete set null,
  mode text,
  outcome text not null,
  row_count bigint not null default 0,
  inserted_count bigint not null default 0,
  changed_count bigint not null default 0,
  deleted_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  examples jsonb not null default '{}',
  problem_count bigint not null default 0,
  problems jsonb not null default '[]',
  reason text,
  loaded_at timestamptz not null default util.now(),
  loaded_by text not null default util.caller(),
  constraint reference_loads_source_check check (source in ('csv', 'sheet')),
  constraint reference_loads_outcome_check check (outcome in ('applied', 'unchanged', 'refused', 'failed')),
  constraint reference_loads_reason_check check ((outcome in ('refused', 'failed')) = (reason is not null)),
  constraint reference_loads_counts_check check (outcome = 'applied' or inserted_count + changed_count + deleted_count = 0)
);
create index reference_loads_table_name_id_idx on portal.reference_loads (table_name, id);
create index reference_loads_sheet_key_idx on portal.reference_loads (sheet_key);
create index reference_loads_occurrence_id_idx on portal.reference_loads (occurrence_id);
comment on table portal.reference_loads is 'Every load of reference data, by file or from a Sheet: what it changed, or why it was refused.';
comment on column portal.reference_loads.id is 'Order of loading.';
comment on column portal.reference_loads.table_name is 'Table of portal.';
comment on column portal.reference_loads.source is 'csv | sheet.';
comment on column portal.reference_loads.origin is 'Name of the file, or title and tab of the Sheet.';
comment on column portal.reference_loads.sheet_key is 'The Sheet (portal.sheet_sources); NULL for a file, or when the row is gone.';
comment on column portal.reference_loads.occurrence_id is 'The run that loaded it.';
comment on column portal.reference_loads.mode is 'append | upsert | replace.';
comment on column portal.reference_loads.outcome is 'applied | unchanged (nothing differed) | refused (the data is wrong; nothing was written) | failed (it could not be read).';
comment on column portal.reference_loads.row_count is 'Rows read; 0 when it was refused before it was read to its end.';
comment on column portal.reference_loads.inserted_count is 'Rows added.';
comment on column portal.reference_loads.changed_count is 'Rows changed.';
comment on column portal.reference_loads.deleted_count is 'Rows removed.';
comment on column portal.reference_loads.unchanged_count is 'Rows that were as they are.';
comment on column portal.reference_loads.examples is 'The first five of each kind: {inserted | changed | deleted: [{line, key, changes}]}. May hold cost prices.';
comment on column portal.reference_loads.problem_count is 'Places that are wrong.';
comment on column portal.reference_loads.problems is 'The first 20 of them: [{line, column, name, value, message}]. May hold cost prices.';
comment on column portal.reference_loads.reason is 'Why nothing was written; NULL when all is well.';
comment on column portal.reference_loads.loaded_at is 'When (business clock).';
comment on column portal.reference_loads.loaded_by is 'Database role that loaded it.';

-- One rule a column: a refused line is told with the cell that is wrong, and a rule over three columns cannot say which.
alter table portal.hpprsp
  drop constraint hpprsp_price_check,
  add constraint hpprsp_harga_beli_check check (harga_beli >= 0),
  add constraint hpprsp_price_taq_check check (price_taq >= 0),
  add constraint hpprsp_rsp_check check (rsp >= 0);
alter table portal.stock_capacity
  drop constraint stock_capacity_pairs_check,
  add constraint stock_capacity_max_display_check check (max_display >= 0),
  add constraint stock_capacity_max_stock_check check (max_stock >= 0),
  add constraint stock_capacity_storage_check check (storage >= 0);
alter table portal.store_ff_fb
  drop constraint store_ff_fb_pct_check,
  add constraint store_ff_fb_ff_pct_check check (ff_pct between 0 and 100),
  add constraint store_ff_fb_fb_pct_check check (fb_pct between 0 and 100);
