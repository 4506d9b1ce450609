--! Previous: sha1:9afc1ac4bb024c9a701e27803787003f0772635d
--! Hash: sha1:54da5d59478f3e5c6f678f17efb2eb4afa513090

-- The cross-check: a frozen report of the last days, worked out again by another way and held against the source.

create table ops.report_bases (
  basis_hash text constraint report_bases_pkey primary key,
  basis jsonb not null,
  noted_at timestamptz not null default util.now(),
  constraint report_bases_basis_check check (jsonb_typeof(basis) = 'object')
);
comment on table ops.report_bases is 'Mappings and thresholds under which reports were frozen; the same ones are kept once. Append-only.';
comment on column ops.report_bases.basis_hash is 'SHA-256 of basis::text.';
comment on column ops.report_bases.basis is 'codes {kode_barang: kode_mix}, warehouses {entity name: [kind, counts, loose, shop]}, stores {code: branch}, departments {name: shop}, settings.';
comment on column ops.report_bases.noted_at is 'When it was first met.';

create table ops.revision_bases (
  work_item_id bigint not null,
  revision_no integer not null,
  result_hash text not null,
  basis_hash text not null constraint revision_bases_basis_hash_fkey references ops.report_bases on delete restrict,
  load_ids bigint[] not null,
  load_sums jsonb not null,
  reference_load_id bigint not null,
  history_id bigint not null,
  constraint revision_bases_pkey primary key (work_item_id, revision_no),
  constraint revision_bases_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict
);
create index revision_bases_basis_hash_idx on ops.revision_bases (basis_hash);
comment on table ops.revision_bases is 'Under which mapping a revision was frozen, and which loads spoke for its days then. Append-only.';
comment on column ops.revision_bases.work_item_id is 'The item.';
comment on column ops.revision_bases.revision_no is 'The revision.';
comment on column ops.revision_bases.result_hash is 'SHA-256 of result::text of the revision: its figures have a hash of their own.';
comment on column ops.revision_bases.basis_hash is 'Mappings and thresholds.';
comment on column ops.revision_bases.load_ids is 'Accepted loads: the newest stock of each company, and all sales that can speak for its days.';
comment on column ops.revision_bases.load_sums is 'Of the loads of its own day {load: [rows, pairs]}, as they lay in raw.';
comment on column ops.revision_bases.history_id is 'Newest row of ops.settings_history, likewise.';
comment on column ops.revision_bases.reference_load_id is 'Newest row of portal.reference_loads: what came later was not in force yet.';

create table ops.cross_checks (
  id bigint constraint cross_checks_pkey primary key generated always as identity,
  occurrence_id bigint not null constraint cross_checks_occurrence_id_key unique
    constraint cross_checks_occurrence_id_fkey references ops.occurrences on delete restrict,
  check_on date not null,
  work_item_id bigint not null,
  revision_no integer not null,
  status text not null default 'running',
  entity text,
  requests jsonb not null default '[]',
  answers jsonb not null default '[]',
  source_status text not null default 'asked',
  source_reason text,
  results jsonb not null default '[]',
  compared_values bigint,
  differing_values bigint,
  compared_pairs numeric,
  differing_pairs numeric,
  reason text,
  started_at timestamptz not null default util.now(),
  finished_at timestamptz,
  constraint cross_checks_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict,
  constraint cross_checks_status_check check (status in ('running', 'clean', 'differs', 'not_checked')),
  constraint cross_checks_source_status_check check (source_status in ('asked', 'clean', 'moved', 'differs', 'not_checked')),
  constraint cross_checks_finished_check check ((status = 'running') = (finished_at is null)),
  constraint cross_checks_compared_check check ((status in ('clean', 'differs')) = (compared_values is not null)),
  constraint cross_checks_differing_check check (status <> 'differs' or differing_values > 0),
  constraint cross_checks_reason_check check ((status = 'not_checked') = (reason is not null)),
  constraint cross_checks_source_reason_check check (source_status <> 'not_checked' or source_reason is not null),
  constraint cross_checks_asked_check check (status = 'running' or source_status <> 'asked')
);
create index cross_checks_work_item_id_revision_no_idx on ops.cross_checks (work_item_id, revision_no);
create unique index cross_checks_running_idx on ops.cross_checks ((true)) where status = 'running';
comment on table ops.cross_checks is 'Each day one frozen report, recomputed from raw by another way than it was made, and a sample of it asked of the source again.';
comment on column ops.cross_checks.id is 'Number.';
comment on column ops.cross_checks.occurrence_id is 'The run.';
comment on column ops.cross_checks.check_on is 'Business date of the run: the seed of what is drawn.';
comment on column ops.cross_checks.work_item_id is 'The report.';
comment on column ops.cross_checks.revision_no is 'Its revision.';
comment on column ops.cross_checks.status is 'running → clean | differs | not_checked.';
comment on column ops.cross_checks.entity is 'Company whose source is asked.';
comment on column ops.cross_checks.requests is 'What is asked of the source: the sample.';
comment on column ops.cross_checks.answers is 'What it answered: [{request, answer}].';
comment on column ops.cross_checks.source_status is 'asked | clean | moved (all that differs has changed at the source since) | differs | not_checked (source_reason).';
comment on column ops.cross_checks.source_reason is 'Why the source was not asked, or did not answer.';
comment on column ops.cross_checks.results is 'Per check: its way, how much was compared, how much differs, notes.';
comment on column ops.cross_checks.compared_values is 'Figures compared.';
comment on column ops.cross_checks.differing_values is 'Of those, how many differ and are alerted.';
comment on column ops.cross_checks.compared_pairs is 'Pairs compared: stock and sales of the report.';
comment on column ops.cross_checks.differing_pairs is 'By how many pairs they differ in all.';
comment on column ops.cross_checks.reason is 'Why nothing could be compared.';
comment on column ops.cross_checks.started_at is 'When it began.';
comment on column ops.cross_checks.finished_at is 'When it ended.';

create table ops.cross_check_differences (
  cross_check_id bigint not null constraint cross_check_differences_cross_check_id_fkey references ops.cross_checks on delete cascade,
  position integer not null,
  check_key text not null,
  subject text not null,
  field text not null,
  reported text,
  recomputed text,
  reported_from text not null,
  recomputed_from text not null,
  is_alarm boolean not null default true,
  says text not null,
  constraint cross_check_differences_pkey primary key (cross_check_id, position),
  constraint cross_check_differences_sides_check check (reported is distinct from recomputed)
);
comment on table ops.cross_check_differences is 'The rows in which a cross-check found two different numbers. The first 1,000; how many there are stands in the check.';
comment on column ops.cross_check_differences.cross_check_id is 'The cross-check.';
comment on column ops.cross_check_differences.position is 'Order: 1, 2, 3 …';
comment on column ops.cross_check_differences.check_key is 'frozen | stock | sales | sums | words | loads | core | upkeep | mapping | source_stock | source_sales.';
comment on column ops.cross_check_differences.subject is 'The row: article, code and warehouse, invoice, load …';
comment on column ops.cross_check_differences.field is 'The figure.';
comment on column ops.cross_check_differences.reported is 'What stands in the place that is checked. NULL: nothing.';
comment on column ops.cross_check_differences.recomputed is 'What it should be. NULL: nothing.';
comment on column ops.cross_check_differences.reported_from is 'Where the first one comes from.';
comment on column ops.cross_check_differences.recomputed_from is 'Where the second one comes from.';
comment on column ops.cross_check_differences.is_alarm is 'False: it has a cause that is on record (changed at the source since, loaded by a person since); noted, not alerted.';
comment on column ops.cross_check_differences.says is 'The difference as a sentence, in Indonesian.';
