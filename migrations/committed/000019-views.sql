--! Previous: sha1:d3aee53433ba3a2d443e0e4d51a324d8ec8d008a
--! Hash: sha1:21f869e836bc0134089d11408003f59cb90f64f4

-- What is wrong with the data, as rows that somebody owns; and the reports that may be asked for by name.

create table ops.finding_sources (
  key text constraint finding_sources_pkey primary key,
  view_name text not null,
  owner_key text,
  default_owner_key text not null,
  severity text,
  default_severity text not null,
  check_every interval not null default '1 hour',
  is_enabled boolean not null default true,
  description text not null,
  checked_at timestamptz,
  seen_loads text,
  error jsonb,
  constraint finding_sources_key_check check (key ~ '^[a-z][a-z0-9_]*$'),
  constraint finding_sources_view_name_check check (view_name ~ '^(ops|mart)\.v_finding_[a-z0-9_]+$'),
  constraint finding_sources_owner_key_check check (owner_key <> '' and default_owner_key <> ''),
  constraint finding_sources_severity_check check (severity in ('info', 'warning', 'critical')),
  constraint finding_sources_default_severity_check check (default_severity in ('info', 'warning', 'critical')),
  constraint finding_sources_check_every_check check (check_every > '0')
);
comment on table ops.finding_sources is 'Where findings about the data come from: a view per kind, and who owns them. A new kind is a view and a row.';
comment on column ops.finding_sources.key is 'Kind of finding; first part of finding_key.';
comment on column ops.finding_sources.view_name is 'View with a row per finding: subject, title, detail; severity when it differs from row to row (info | warning | critical, or note | warn | block); finding when it holds several kinds. Without a title the detail is one.';
comment on column ops.finding_sources.owner_key is 'Who owns such findings, as a person set it: a key of ops.recipients; NULL: the default holds.';
comment on column ops.finding_sources.default_owner_key is 'What we ship.';
comment on column ops.finding_sources.severity is 'What a person set; NULL: the view''s, else the default.';
comment on column ops.finding_sources.default_severity is 'What we ship.';
comment on column ops.finding_sources.check_every is 'How often it is looked at when no load has changed anything.';
comment on column ops.finding_sources.is_enabled is 'False: not looked at; what is open stays open.';
comment on column ops.finding_sources.description is 'What it finds, and what mends it.';
comment on column ops.finding_sources.checked_at is 'When it was last looked at (business clock).';
comment on column ops.finding_sources.seen_loads is 'How the loads stood then: another state makes it due at once.';
comment on column ops.finding_sources.error is 'Why it could not be looked at the last time.';

create table ops.data_findings (
  id bigint constraint data_findings_pkey primary key generated always as identity,
  finding_key text not null constraint data_findings_finding_key_key unique,
  source_key text not null constraint data_findings_source_key_fkey references ops.finding_sources on delete restrict,
  subject text not null,
  severity text not null,
  title text not null,
  detail text,
  owner_key text,
  note text,
  first_seen_at timestamptz not null default util.now(),
  opened_at timestamptz not null default util.now(),
  last_seen_at timestamptz not null default util.now(),
  resolved_at timestamptz,
  reopened_count integer not null default 0,
  constraint data_findings_severity_check check (severity in ('info', 'warning', 'critical')),
  constraint data_findings_subject_check check (subject <> '' and finding_key = source_key || ':' || subject),
  constraint data_findings_owner_key_check check (owner_key <> ''),
  constraint data_findings_seen_check check (first_seen_at <= opened_at and opened_at <= last_seen_at and resolved_at >= last_seen_at),
  constraint data_findings_reopened_count_check check (reopened_count >= 0)
);
create index data_findings_source_key_idx on ops.data_findings (source_key);
create index data_findings_open_idx on ops.data_findings (source_key, subject) where resolved_at is null;
comment on table ops.data_findings is 'What is wrong with the data: one row per thing, with an owner and an age. Gone: resolved with a date. Back: the same row, open again.';
comment on column ops.data_findings.id is 'Number of the finding.';
comment on column ops.data_findings.finding_key is 'Kind and subject: the same thing is the same row for ever.';
comment on column ops.data_findings.source_key is 'Kind of finding.';
comment on column ops.data_findings.subject is 'What it is about: a code, a warehouse, a table.';
comment on column ops.data_findings.severity is 'info | warning | critical, as last seen.';
comment on column ops.data_findings.title is 'One sentence for people, as last seen.';
comment on column ops.data_findings.detail is 'The figures behind it, as last seen.';
comment on column ops.data_findings.owner_key is 'Who takes care of this one: a key of ops.recipients; NULL: the owner of its kind.';
comment on column ops.data_findings.note is 'What people wrote about it.';
comment on column ops.data_findings.first_seen_at is 'When it was found for the first time (business clock).';
comment on column ops.data_findings.opened_at is 'Since when it is open: first seen, or last reopened. Its age counts from here.';
comment on column ops.data_findings.last_seen_at is 'When it was last found.';
comment on column ops.data_findings.resolved_at is 'When it was no longer found; NULL: open.';
comment on column ops.data_findings.reopened_count is 'How often it has come back.';

create table ops.report_catalog (
  key text constraint report_catalog_pkey primary key,
  title text not null,
  description text not null,
  view_name text not null,
  columns jsonb not null,
  filters jsonb not null default '[]',
  order_by text[] not null default '{}',
  cost_columns text[] not null default '{}',
  roles name[] not null default '{mandor_console,mandor_analyst}',
  recipient_keys text[] not null default '{}',
  is_enabled boolean not null default true,
  constraint report_catalog_key_check check (key ~ '^[a-z][a-z0-9_]*$'),
  constraint report_catalog_view_name_check check (view_name ~ '^(ops|mart)\.v_[a-z0-9_]+$'),
  constraint report_catalog_columns_check check (jsonb_typeof(columns) = 'array' and columns <> '[]'),
  constraint report_catalog_filters_check check (jsonb_typeof(filters) = 'array'
    and not jsonb_path_exists(filters, '$[*] ? (!(@.type == "text" || @.type == "integer" || @.type == "number" || @.type == "date" || @.type == "month" || @.type == "boolean"))')
    and not jsonb_path_exists(filters, '$[*] ? (!(@.operator == "=" || @.operator == ">=" || @.operator == "<=" || @.operator == "contains"))')
    and not jsonb_path_exists(filters, '$[*] ? (!(exists(@.name) && exists(@.column)))'))
);
comment on table ops.report_catalog is 'Reports that may be asked for by name: a view and the filters it allows. Nobody, no model either, sends SQL.';
comment on column ops.report_catalog.key is 'Name by which it is asked for.';
comment on column ops.report_catalog.title is 'Title.';
comment on column ops.report_catalog.description is 'What it answers, in one sentence.';
comment on column ops.report_catalog.view_name is 'The view; read with the owner''s rights, so this column belongs to us.';
comment on column ops.report_catalog.columns is 'Columns shown, in order: [{"name", "label", "decimals", "kind"}]; decimals for numbers, kind number | text | date.';
comment on column ops.report_catalog.filters is 'Filters allowed: [{"name", "column", "type", "operator", "label", "example", "default", "yields_to"}]. type text | integer | number | date | month | boolean; operator = | >= | <= | contains; a default holds when nothing filters its column and no filter of yields_to is given.';
comment on column ops.report_catalog.order_by is 'Columns it is sorted by; " desc" behind one turns it round.';
comment on column ops.report_catalog.cost_columns is 'Columns made of cost prices: left out for whoever may not see those.';
comment on column ops.report_catalog.roles is 'Database roles that may ask for it.';
comment on column ops.report_catalog.recipient_keys is 'Keys of ops.recipients that may ask for it through the intake.';
comment on column ops.report_catalog.is_enabled is 'False: not offered.';
