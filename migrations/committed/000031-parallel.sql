--! Previous: sha1:6cab7cb21eab3151aa165d11c5d5aec0e77e1b07
--! Hash: sha1:969deb95d0d9a7e7b4bfe3e23380231bef4c5df8

-- The parallel run: for the first weeks a person makes the report by hand too, and both are compared cell by cell.

create table ops.parallel_settings (
  definition_key text constraint parallel_settings_pkey primary key
    constraint parallel_settings_definition_key_fkey references ops.job_definitions on delete cascade,
  is_enabled boolean not null default false,
  source text not null default 'csv',
  spreadsheet_id text,
  tab text,
  header_row integer not null default 1,
  decimal_mark text not null default 'comma',
  rows_path text[] not null default '{rows}',
  row_filter jsonb not null default '{}',
  ignored_keys text[] not null default '{}',
  required_days integer not null default 20,
  counts_from date,
  proposed_since date,
  proposed_at timestamptz,
  note text,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint parallel_settings_source_check check (source in ('csv', 'sheet')),
  constraint parallel_settings_sheet_check check (source <> 'sheet' or (spreadsheet_id is not null and tab is not null)),
  constraint parallel_settings_spreadsheet_id_check check (spreadsheet_id ~ '^[A-Za-z0-9_-]+$'),
  constraint parallel_settings_tab_check check (tab <> ''),
  constraint parallel_settings_header_row_check check (header_row >= 1),
  constraint parallel_settings_decimal_mark_check check (decimal_mark in ('point', 'comma')),
  constraint parallel_settings_rows_path_check check (cardinality(rows_path) > 0),
  constraint parallel_settings_row_filter_check check (jsonb_typeof(row_filter) = 'object'),
  constraint parallel_settings_required_days_check check (required_days between 1 and 1000),
  constraint parallel_settings_proposed_check check ((proposed_since is null) = (proposed_at is null))
);
comment on table ops.parallel_settings is 'Reports that a person still makes by hand too, so that both can be compared. Switched on and off here, by a person.';
comment on column ops.parallel_settings.definition_key is 'The report.';
comment on column ops.parallel_settings.is_enabled is 'True: every day is compared, and its mail says so.';
comment on column ops.parallel_settings.source is 'csv (mandor parallel load) | sheet (a tab, read by the job parallel.<report>).';
comment on column ops.parallel_settings.spreadsheet_id is 'The part of the Sheet''s address between /d/ and the next slash. The Sheet must be shared with our Google account.';
comment on column ops.parallel_settings.tab is 'Name of the tab, exactly as it is written.';
comment on column ops.parallel_settings.header_row is 'Row of the tab that names the columns; all below it is data.';
comment on column ops.parallel_settings.decimal_mark is 'point or comma: how numbers are written in cells that hold text: comma reads 1.234,5. Cells that hold numbers need none.';
comment on column ops.parallel_settings.rows_path is 'Where the rows are in the frozen figures.';
comment on column ops.parallel_settings.row_filter is 'Only frozen rows that contain this are compared, e.g. {"period": "hari"}.';
comment on column ops.parallel_settings.ignored_keys is 'Keys of the person''s rows that are passed over, e.g. {TOTAL}.';
comment on column ops.parallel_settings.required_days is 'After so many days in a row without a difference it is proposed to stop.';
comment on column ops.parallel_settings.counts_from is 'Days before this one do not count; NULL: all do.';
comment on column ops.parallel_settings.proposed_since is 'First day of the row of days for which it was proposed to stop; NULL: it was not, or a difference has come since.';
comment on column ops.parallel_settings.proposed_at is 'When it was proposed.';
comment on column ops.parallel_settings.note is 'Note.';
comment on column ops.parallel_settings.created_at is 'When the row was made.';
comment on column ops.parallel_settings.updated_at is 'When the row was last changed.';

create table ops.parallel_columns (
  definition_key text not null constraint parallel_columns_definition_key_fkey references ops.parallel_settings on delete cascade,
  position integer not null,
  header text not null,
  field text,
  role text not null default 'value',
  data_type text not null default 'number',
  decimals integer,
  tolerance numeric not null default 0,
  blank_is_zero boolean not null default false,
  words jsonb not null default '{}',
  is_cost boolean not null default false,
  constraint parallel_columns_pkey primary key (definition_key, position),
  constraint parallel_columns_header_check check (btrim(header) <> '' and header !~ '[\r\n]'),
  constraint parallel_columns_role_check check (role in ('key', 'value', 'date')),
  constraint parallel_columns_field_check check ((role = 'date') = (field is null)),
  constraint parallel_columns_data_type_check check (data_type in ('number', 'text', 'date') and (role <> 'date' or data_type = 'date')),
  constraint parallel_columns_decimals_check check (decimals between 0 and 10),
  constraint parallel_columns_tolerance_check check (tolerance >= 0),
  constraint parallel_columns_words_check check (jsonb_typeof(words) = 'object')
);
create unique index parallel_columns_header_idx on ops.parallel_columns (definition_key, lower(btrim(header)));
comment on table ops.parallel_columns is 'Which columns of the person''s result are compared, and with which field of the frozen rows.';
comment on column ops.parallel_columns.definition_key is 'The report.';
comment on column ops.parallel_columns.position is 'Order: 1, 2, 3 …';
comment on column ops.parallel_columns.header is 'Header of the person''s column; case and blanks do not matter.';
comment on column ops.parallel_columns.field is 'Field of a frozen row; NULL for the column of the date.';
comment on column ops.parallel_columns.role is 'key (names the row) | value (is compared) | date (business date of the row; rows of other days are passed over).';
comment on column ops.parallel_columns.data_type is 'number | text | date.';
comment on column ops.parallel_columns.decimals is 'Both sides are rounded to so many decimals, half up; NULL: not at all.';
comment on column ops.parallel_columns.tolerance is 'Numbers that are no further apart are the same. 0: exactly the same.';
comment on column ops.parallel_columns.blank_is_zero is 'True: an empty cell of the person''s means 0. False: it means nothing, which 0 is not.';
comment on column ops.parallel_columns.words is 'How the person writes what is frozen: {"MUST_PO": "WAJIB PO"}; under "" what stands for nothing.';
comment on column ops.parallel_columns.is_cost is 'True: cost prices show in it; mails without cost say only that it differs.';

create table ops.parallel_inputs (
  id bigint constraint parallel_inputs_pkey primary key generated always as identity,
  definition_key text not null constraint parallel_inputs_definition_key_fkey references ops.parallel_settings on delete cascade,
  business_date date not null,
  source text not null,
  origin text not null,
  occurrence_id bigint constraint parallel_inputs_occurrence_id_fkey references ops.occurrences on delete set null,
  header jsonb not null,
  rows jsonb not null,
  row_count integer not null,
  content_hash text not null,
  loaded_at timestamptz not null default util.now(),
  loaded_by text not null default util.caller(),
  constraint parallel_inputs_source_check check (source in ('csv', 'sheet')),
  constraint parallel_inputs_header_check check (jsonb_typeof(header) = 'array'),
  constraint parallel_inputs_rows_check check (jsonb_typeof(rows) = 'array' and row_count > 0)
);
create index parallel_inputs_definition_key_business_date_idx on ops.parallel_inputs (definition_key, business_date, id);
create index parallel_inputs_occurrence_id_idx on ops.parallel_inputs (occurrence_id);
comment on table ops.parallel_inputs is 'What a person got, as it was handed in. Of one date the newest counts.';
comment on column ops.parallel_inputs.id is 'Order of loading.';
comment on column ops.parallel_inputs.definition_key is 'The report.';
comment on column ops.parallel_inputs.business_date is 'The day it is about.';
comment on column ops.parallel_inputs.source is 'csv | sheet.';
comment on column ops.parallel_inputs.origin is 'Name of the file, or of the tab.';
comment on column ops.parallel_inputs.occurrence_id is 'The run that read the tab; NULL for a file.';
comment on column ops.parallel_inputs.header is 'The headers as they were written.';
comment on column ops.parallel_inputs.rows is 'The rows of that day: [[line, cell, cell …]], cells as they were written.';
comment on column ops.parallel_inputs.row_count is 'How many rows.';
comment on column ops.parallel_inputs.content_hash is 'Hash of header and cells: tells a corrected result from the same one again.';
comment on column ops.parallel_inputs.loaded_at is 'When (business clock).';
comment on column ops.parallel_inputs.loaded_by is 'Database role that loaded it.';

create table ops.parallel_runs (
  id bigint constraint parallel_runs_pkey primary key generated always as identity,
  definition_key text not null constraint parallel_runs_definition_key_fkey references ops.parallel_settings on delete cascade,
  business_date date not null,
  is_current boolean not null default true,
  work_item_id bigint constraint parallel_runs_work_item_id_fkey references ops.work_items on delete restrict,
  revision_no integer,
  input_id bigint constraint parallel_runs_input_id_fkey references ops.parallel_inputs on delete restrict,
  basis_hash text not null,
  outcome text not null,
  reason text,
  rows_ours integer not null default 0,
  rows_theirs integer not null default 0,
  compared_cells integer not null default 0,
  differing_cells integer not null default 0,
  missing_rows integer not null default 0,
  extra_rows integer not null default 0,
  duplicate_keys integer not null default 0,
  compared_at timestamptz not null default util.now(),
  constraint parallel_runs_outcome_check check (outcome in ('match', 'differs', 'incomplete')),
  constraint parallel_runs_reason_check check ((outcome = 'incomplete') = (reason is not null)),
  constraint parallel_runs_sides_check check (outcome = 'incomplete' or (revision_no is not null and input_id is not null and rows_ours + rows_theirs > 0)),
  constraint parallel_runs_differences_check check ((outcome = 'differs') = (differing_cells + missing_rows + extra_rows + duplicate_keys > 0)),
  constraint parallel_runs_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict
);
create unique index parallel_runs_current_idx on ops.parallel_runs (definition_key, business_date) where is_current;
create index parallel_runs_definition_key_idx on ops.parallel_runs (definition_key);
create index parallel_runs_work_item_id_revision_no_idx on ops.parallel_runs (work_item_id, revision_no);
create index parallel_runs_input_id_idx on ops.parallel_runs (input_id);
comment on table ops.parallel_runs is 'Each comparison of a frozen report with a person''s result. Of one date the current one counts; earlier ones stay to be read.';
comment on column ops.parallel_runs.id is 'Order of comparing.';
comment on column ops.parallel_runs.definition_key is 'The report.';
comment on column ops.parallel_runs.business_date is 'The day.';
comment on column ops.parallel_runs.is_current is 'True: the newest comparison of its day.';
comment on column ops.parallel_runs.work_item_id is 'The item whose figures were compared; NULL: there was none yet.';
comment on column ops.parallel_runs.revision_no is 'Its revision.';
comment on column ops.parallel_runs.input_id is 'The person''s result; NULL: there was none yet.';
comment on column ops.parallel_runs.basis_hash is 'Hash of all that went in: the same again is not compared again.';
comment on column ops.parallel_runs.outcome is 'match | differs | incomplete (one side is missing, or cannot be compared: the day neither counts nor restarts the count).';
comment on column ops.parallel_runs.reason is 'Why it is incomplete: no_report | no_result | what is wrong with the columns.';
comment on column ops.parallel_runs.rows_ours is 'Rows of the report.';
comment on column ops.parallel_runs.rows_theirs is 'Rows of the person''s result.';
comment on column ops.parallel_runs.compared_cells is 'Cells that stand on both sides.';
comment on column ops.parallel_runs.differing_cells is 'Of those, how many differ.';
comment on column ops.parallel_runs.missing_rows is 'Rows of the report that the person does not have.';
comment on column ops.parallel_runs.extra_rows is 'Rows of the person''s that the report does not have.';
comment on column ops.parallel_runs.duplicate_keys is 'Keys that stand twice on one side; their cells are not compared.';
comment on column ops.parallel_runs.compared_at is 'When (business clock).';

create table ops.parallel_differences (
  run_id bigint not null constraint parallel_differences_run_id_fkey references ops.parallel_runs on delete cascade,
  position integer not null,
  kind text not null,
  row_key text not null,
  header text,
  theirs text,
  ours text,
  line integer,
  is_cost boolean not null default false,
  constraint parallel_differences_pkey primary key (run_id, position),
  constraint parallel_differences_kind_check check (kind in ('cell', 'missing', 'extra', 'duplicate')),
  constraint parallel_differences_header_check check ((kind = 'cell') = (header is not null)),
  constraint parallel_differences_sides_check check (kind <> 'cell' or theirs is distinct from ours)
);
comment on table ops.parallel_differences is 'Where the two sides of a comparison differ. The first 1,000 places; how many there are stands in the run.';
comment on column ops.parallel_differences.run_id is 'The comparison.';
comment on column ops.parallel_differences.position is 'Order: 1, 2, 3 …';
comment on column ops.parallel_differences.kind is 'cell | missing (the person has no such row) | extra (the report has no such row) | duplicate (the key stands twice on one side).';
comment on column ops.parallel_differences.row_key is 'Key of the row.';
comment on column ops.parallel_differences.header is 'Header of the cell''s column.';
comment on column ops.parallel_differences.theirs is 'What the person has, in plain form (1234.5); of a duplicate, the lines. NULL: nothing.';
comment on column ops.parallel_differences.ours is 'What the report has, in plain form. NULL: nothing.';
comment on column ops.parallel_differences.line is 'Line of the file or row of the tab.';
comment on column ops.parallel_differences.is_cost is 'True: shows cost prices.';
