--! Previous: sha1:969deb95d0d9a7e7b4bfe3e23380231bef4c5df8
--! Hash: sha1:ea8c41a1c949c0fe0127967a76e3819b60d554fe

-- History that is no longer asked for every day: out of the live tables, still in the database, and out of that only when
-- a file holds it.

create table ops.archive (
  table_name text not null,
  row_id bigint not null,
  at timestamptz not null,
  data jsonb not null,
  archived_at timestamptz not null default util.now(),
  constraint archive_pkey primary key (table_name, row_id, at),
  constraint archive_data_check check (jsonb_typeof(data) = 'object')
) partition by range (at);
create index archive_work_item_id_idx on ops.archive (((data ->> 'work_item_id')::bigint), table_name);
comment on table ops.archive is 'Rows that retention took out of their tables, one partition a month. Append-only; a month goes as a whole (ops.archive_drop).';
comment on column ops.archive.table_name is 'Table that the row was in, with its schema.';
comment on column ops.archive.row_id is 'Its number there.';
comment on column ops.archive.at is 'When what it tells of happened (business clock): decides its month, in Jakarta.';
comment on column ops.archive.data is 'The row as it was; of an approval without its token.';
comment on column ops.archive.archived_at is 'When it was moved here (business clock).';

create table ops.archive_exports (
  id bigint constraint archive_exports_pkey primary key generated always as identity,
  month_on date not null,
  row_count bigint not null,
  sha256 text not null,
  file_name text not null,
  exported_at timestamptz not null default util.now(),
  exported_by name not null default util.caller(),
  dropped_at timestamptz,
  constraint archive_exports_month_on_check check (extract(day from month_on) = 1),
  constraint archive_exports_row_count_check check (row_count > 0),
  constraint archive_exports_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint archive_exports_file_name_check check (file_name <> '')
);
create index archive_exports_month_on_idx on ops.archive_exports (month_on, id);
comment on table ops.archive_exports is 'Months of the archive that were written to a file: what allows to drop them.';
comment on column ops.archive_exports.id is 'Order of export.';
comment on column ops.archive_exports.month_on is 'First day of the month.';
comment on column ops.archive_exports.row_count is 'Rows in the file. The archive only grows, so the same number later means the same rows.';
comment on column ops.archive_exports.sha256 is 'SHA-256 of the file, read back from the disk.';
comment on column ops.archive_exports.file_name is 'Its name, without the folder: files are moved.';
comment on column ops.archive_exports.exported_at is 'When (business clock).';
comment on column ops.archive_exports.exported_by is 'Database role that did it.';
comment on column ops.archive_exports.dropped_at is 'When the month was dropped on the strength of this export; NULL: it was not.';
