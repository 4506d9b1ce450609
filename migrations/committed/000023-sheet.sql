--! Previous: sha1:74e7ad065ee2d291706e5e68155de2b7a0578c0b
--! Hash: sha1:1be577f595a0fadffe1205022d345c51850e010f

-- Our own Sheets: which files there are, what stands in which tab, and whether the formulas in them agree with the frozen figures.

create table ops.sheets (
  key text constraint sheets_pkey primary key,
  title text not null,
  definition_key text not null constraint sheets_definition_key_key unique
    constraint sheets_definition_key_fkey references ops.job_definitions on delete restrict,
  spreadsheet_id text constraint sheets_spreadsheet_id_key unique,
  url text,
  is_enabled boolean not null default false,
  creating_at timestamptz,
  set_up_at timestamptz,
  written_work_item_id bigint,
  written_revision_no integer,
  written_at timestamptz,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint sheets_key_check check (key ~ '^[a-z][a-z0-9_]*$'),
  constraint sheets_title_check check (btrim(title) <> '' and title !~ '[\r\n]'),
  constraint sheets_spreadsheet_id_check check (spreadsheet_id ~ '^[A-Za-z0-9_-]+$'),
  constraint sheets_written_check check ((written_work_item_id is null) = (written_revision_no is null) and (written_work_item_id is null) = (written_at is null)),
  constraint sheets_written_work_item_id_written_revision_no_fkey foreign key (written_work_item_id, written_revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict
);
create index sheets_written_work_item_id_written_revision_no_idx on ops.sheets (written_work_item_id, written_revision_no);
comment on table ops.sheets is 'Google Sheets that show a report. Each division has its own file; one agent writes it.';
comment on column ops.sheets.key is 'Short name.';
comment on column ops.sheets.title is 'Title of the file when it is made.';
comment on column ops.sheets.definition_key is 'The report that it shows.';
comment on column ops.sheets.spreadsheet_id is 'The part of its address between /d/ and the next slash. Empty: the file is made. A file of your own must be shared with our Google account.';
comment on column ops.sheets.url is 'Address for people.';
comment on column ops.sheets.is_enabled is 'True: the Sheet is made and kept up.';
comment on column ops.sheets.creating_at is 'The file was asked for and no answer came yet. Nothing tells whether it exists: a person looks into Drive, fills spreadsheet_id, or empties this.';
comment on column ops.sheets.set_up_at is 'Tabs, heads and the PO tab were made.';
comment on column ops.sheets.written_work_item_id is 'The report that stands in it.';
comment on column ops.sheets.written_revision_no is 'Its revision.';
comment on column ops.sheets.written_at is 'When that was written.';
comment on column ops.sheets.created_at is 'When the row was made.';
comment on column ops.sheets.updated_at is 'When the row was last changed.';

create table ops.sheet_tabs (
  sheet_key text not null constraint sheet_tabs_sheet_key_fkey references ops.sheets on delete cascade,
  slug text not null,
  title text not null,
  tab_id integer not null,
  place integer not null,
  tab_set integer not null,
  is_checked boolean not null default false,
  frozen_rows integer not null default 0,
  head_row integer not null default 1,
  head jsonb not null default '[]',
  fills jsonb not null default '[]',
  constraint sheet_tabs_pkey primary key (sheet_key, slug),
  constraint sheet_tabs_sheet_key_title_key unique (sheet_key, title),
  constraint sheet_tabs_sheet_key_tab_id_key unique (sheet_key, tab_id),
  constraint sheet_tabs_tab_set_check check (tab_set >= 0),
  constraint sheet_tabs_head_check check (jsonb_typeof(head) = 'array'),
  constraint sheet_tabs_fills_check check (jsonb_typeof(fills) = 'array')
);
comment on table ops.sheet_tabs is 'Tabs of our Sheets.';
comment on column ops.sheet_tabs.sheet_key is 'The Sheet.';
comment on column ops.sheet_tabs.slug is 'Short name of the tab; its view is mart.sheet_<slug>.';
comment on column ops.sheet_tabs.title is 'Name of the tab.';
comment on column ops.sheet_tabs.tab_id is 'Its fixed number (sheetId), by which it is found when people rename or move it.';
comment on column ops.sheet_tabs.place is 'Order of the tabs.';
comment on column ops.sheet_tabs.tab_set is 'Tabs of one number are written together. 0: people''s input, written once at set-up and afterwards only read.';
comment on column ops.sheet_tabs.is_checked is 'True: formulas and checks stand beside its figures (ops.sheet_figures).';
comment on column ops.sheet_tabs.frozen_rows is 'Rows that stay visible.';
comment on column ops.sheet_tabs.head_row is 'Row in which head begins.';
comment on column ops.sheet_tabs.head is 'Fixed cells, row by row, written at set-up. {"f": "=…"} is a formula.';
comment on column ops.sheet_tabs.fills is 'Formulas carried down a column at set-up, to the last row of the tab: [{column, row, formula, after_rows}]; after_rows: only below the rows that are there.';

create table ops.sheet_blocks (
  sheet_key text not null,
  slug text not null,
  place integer not null,
  view_name text not null,
  first_row integer not null,
  first_column integer not null default 1,
  has_header boolean not null default true,
  constraint sheet_blocks_pkey primary key (sheet_key, slug, place),
  constraint sheet_blocks_sheet_key_slug_fkey foreign key (sheet_key, slug) references ops.sheet_tabs on delete cascade,
  constraint sheet_blocks_view_name_check check (view_name ~ '^sheet_[a-z0-9_]+$'),
  constraint sheet_blocks_place_check check (first_row >= 1 and first_column >= 1)
);
comment on table ops.sheet_blocks is 'What stands where in a tab: rows of a view.';
comment on column ops.sheet_blocks.sheet_key is 'The Sheet.';
comment on column ops.sheet_blocks.slug is 'The tab.';
comment on column ops.sheet_blocks.place is 'Order.';
comment on column ops.sheet_blocks.view_name is 'View of mart whose rows it shows. The comments of its columns are the header.';
comment on column ops.sheet_blocks.first_row is 'Row of the header, or of the first row of data when it has none.';
comment on column ops.sheet_blocks.first_column is 'First column, from 1.';
comment on column ops.sheet_blocks.has_header is 'True: the first row names the columns.';

create table ops.sheet_figures (
  sheet_key text not null constraint sheet_figures_sheet_key_fkey references ops.sheets on delete cascade,
  name text not null,
  formula text not null,
  is_input boolean not null default false,
  constraint sheet_figures_pkey primary key (sheet_key, name),
  constraint sheet_figures_formula_check check (formula like '=%')
);
comment on table ops.sheet_figures is 'Figures of a report that a live formula recomputes from the Sheet''s own tabs.';
comment on column ops.sheet_figures.sheet_key is 'The Sheet.';
comment on column ops.sheet_figures.name is 'Column of the view.';
comment on column ops.sheet_figures.formula is 'Formula of the first row. {name} is the formula cell of a figure or the cell of another column in that row. Only SUM SUMIFS IF AND IFERROR ROUND ROUNDUP.';
comment on column ops.sheet_figures.is_input is 'True: rests on what people type (PO). It differs when they type after the report was frozen, and that is no error.';

create table ops.sheet_checks (
  id bigint constraint sheet_checks_pkey primary key generated always as identity,
  sheet_key text not null constraint sheet_checks_sheet_key_fkey references ops.sheets on delete cascade,
  work_item_id bigint,
  revision_no integer,
  outcome text not null,
  difference_count integer not null default 0,
  differences jsonb not null default '[]',
  reason text,
  checked_at timestamptz not null default util.now(),
  constraint sheet_checks_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict,
  constraint sheet_checks_outcome_check check (outcome in ('match', 'differs', 'not_checked')),
  constraint sheet_checks_difference_count_check check ((outcome = 'differs') = (difference_count > 0)),
  constraint sheet_checks_reason_check check ((outcome = 'not_checked') = (reason is not null))
);
create index sheet_checks_sheet_key_id_idx on ops.sheet_checks (sheet_key, id);
create index sheet_checks_work_item_id_revision_no_idx on ops.sheet_checks (work_item_id, revision_no);
comment on table ops.sheet_checks is 'What was read back of a Sheet: whether figures, formulas and checks in it agree with the frozen report.';
comment on column ops.sheet_checks.id is 'Order of checking.';
comment on column ops.sheet_checks.sheet_key is 'The Sheet.';
comment on column ops.sheet_checks.work_item_id is 'The report that stood in it.';
comment on column ops.sheet_checks.revision_no is 'Its revision.';
comment on column ops.sheet_checks.outcome is 'match | differs | not_checked (the Sheet could not be read or written; that holds nothing up).';
comment on column ops.sheet_checks.difference_count is 'Cells that differ.';
comment on column ops.sheet_checks.differences is 'The first 50: [{tab, cell, article, column, kind, expected, found}]; kind is value (typed over), formula (recomputed otherwise), check (check cell is gone), row (row is gone).';
comment on column ops.sheet_checks.reason is 'Why it was not checked.';
comment on column ops.sheet_checks.checked_at is 'When.';
