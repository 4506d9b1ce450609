--! Previous: sha1:8d5e03d4192065b39d7914a4101c07dd7e4d4ec3
--! Hash: sha1:b3961f7339f75e70bc923157e8dcfb62282e3e27

-- Notion: where the tasks and the dashboard are shown, which columns they have there, and which page shows what.

create table ops.notion_sources (
  key text constraint notion_sources_pkey primary key,
  kind text not null,
  is_test boolean not null default false,
  database_id text,
  sees_cost boolean not null default false,
  data_source_id text,
  property_ids jsonb not null default '{}',
  problems text[] not null default '{}',
  checked_at timestamptz,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint notion_sources_kind_is_test_key unique (kind, is_test),
  constraint notion_sources_kind_check check (kind in ('tasks', 'dashboard')),
  constraint notion_sources_database_id_check check (replace(database_id, '-', '') ~ '^[0-9a-fA-F]{32}$')
);
comment on table ops.notion_sources is 'Databases of Notion that Mandor writes. Without database_id nothing is planned for it.';
comment on column ops.notion_sources.key is 'Name of ours; the recipient in ops.outbox.';
comment on column ops.notion_sources.kind is 'tasks: a page per work item; dashboard: a page per department.';
comment on column ops.notion_sources.is_test is 'True: shows what is made in test mode, and nothing else does.';
comment on column ops.notion_sources.database_id is 'Id of the database, as its address in Notion has it (32 hexadecimal digits). A person fills it in.';
comment on column ops.notion_sources.sees_cost is 'True: figures that are made of cost prices are shown. Everybody in the workspace can read them then.';
comment on column ops.notion_sources.data_source_id is 'Its data source, asked of Notion.';
comment on column ops.notion_sources.property_ids is 'Field → id of the column, learned from Notion: a column keeps it when people rename it.';
comment on column ops.notion_sources.problems is 'What is wrong with its columns, as of the last look.';
comment on column ops.notion_sources.checked_at is 'When its columns were looked at (real clock); NULL: before the next page is written.';
comment on column ops.notion_sources.created_at is 'When the row was made.';
comment on column ops.notion_sources.updated_at is 'When the row was last changed.';

create table ops.notion_fields (
  kind text not null,
  field text not null,
  name text not null,
  value_type text not null,
  is_required boolean not null default false,
  position integer not null,
  description text not null,
  constraint notion_fields_pkey primary key (kind, field),
  constraint notion_fields_kind_name_key unique (kind, name),
  constraint notion_fields_kind_check check (kind in ('tasks', 'dashboard')),
  constraint notion_fields_value_type_check check (value_type in ('title', 'rich_text', 'number', 'status', 'date', 'url'))
);
comment on table ops.notion_fields is 'Columns that a database of Notion must have.';
comment on column ops.notion_fields.kind is 'tasks or dashboard.';
comment on column ops.notion_fields.field is 'Our name of the field.';
comment on column ops.notion_fields.name is 'Name under which the column is looked for the first time.';
comment on column ops.notion_fields.value_type is 'Type of the column. For status a select does as well.';
comment on column ops.notion_fields.is_required is 'True: without it nothing is written. The others are left out.';
comment on column ops.notion_fields.position is 'Order in which people are told about them.';
comment on column ops.notion_fields.description is 'What it shows.';

create table ops.notion_statuses (
  status text constraint notion_statuses_pkey primary key
    constraint notion_statuses_status_fkey references ops.work_item_states on delete cascade,
  option text not null constraint notion_statuses_option_key unique,
  layer integer not null,
  constraint notion_statuses_layer_check check (layer in (1, 2))
);
comment on table ops.notion_statuses is 'State of a work item → option of the column Status, letter by letter.';
comment on column ops.notion_statuses.status is 'State of the work item.';
comment on column ops.notion_statuses.option is 'Name of the option.';
comment on column ops.notion_statuses.layer is 'Whose token writes it when each layer has one: 1 those who make it, 2 those who review it.';

create table ops.notion_pages (
  source_key text not null constraint notion_pages_source_key_fkey references ops.notion_sources on delete cascade,
  subject_key text not null,
  page_id text not null,
  url text,
  body_hash text,
  fields_hash text,
  created_at timestamptz not null default util.now(),
  shown_at timestamptz not null default util.now(),
  constraint notion_pages_pkey primary key (source_key, subject_key)
);
comment on table ops.notion_pages is 'Which page shows which subject.';
comment on column ops.notion_pages.source_key is 'The database it is in.';
comment on column ops.notion_pages.subject_key is 'What it shows, e.g. work_item:12 or department:OPS; also in the page''s column Mandor ID.';
comment on column ops.notion_pages.page_id is 'Notion''s id of the page.';
comment on column ops.notion_pages.url is 'Its address.';
comment on column ops.notion_pages.body_hash is 'Hash of the report in its body; NULL: none, or it is being written.';
comment on column ops.notion_pages.fields_hash is 'Hash of what its columns show.';
comment on column ops.notion_pages.created_at is 'When we first knew of it.';
comment on column ops.notion_pages.shown_at is 'When it was last written.';
