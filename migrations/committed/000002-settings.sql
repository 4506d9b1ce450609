--! Previous: sha1:faeeda7a062a171d1d40d5d05f32ead8bff80c1c
--! Hash: sha1:4368b7050ce1ab5eb55e6c652c4bdafe177622d9

-- Settings: what a person may change without a deploy. `value` is theirs (NULL = the default), `default_value` is ours.

create table ops.settings (
  key text constraint settings_pkey primary key,
  value text,
  default_value text not null,
  value_type text not null,
  unit text,
  description text not null,
  updated_at timestamptz not null default util.now(),
  updated_by text not null default util.caller(),
  constraint settings_value_type_check check (value_type in ('number', 'integer', 'interval', 'text', 'boolean')),
  constraint settings_value_check check (value is null or case value_type
    when 'number' then value ~ '^-?[0-9]+(\.[0-9]+)?$'
    when 'integer' then value ~ '^-?[0-9]+$'
    when 'boolean' then value in ('true', 'false')
    else value <> '' end)
);
comment on table ops.settings is 'Numbers and texts that people may change: thresholds, days, sizes. Every change is kept in ops.settings_history.';
comment on column ops.settings.key is 'Name with dots, e.g. control_stock.must_po_months.';
comment on column ops.settings.value is 'What a person set. NULL = the default holds.';
comment on column ops.settings.default_value is 'What we ship. The only column that a deploy writes.';
comment on column ops.settings.value_type is 'number | integer | interval | text | boolean: value must be one.';
comment on column ops.settings.unit is 'Unit for people: months, days, pairs.';
comment on column ops.settings.description is 'What it decides, in one sentence.';
comment on column ops.settings.updated_at is 'Last change (business clock).';
comment on column ops.settings.updated_by is 'Database role of the last change.';

create table ops.settings_history (
  id bigint constraint settings_history_pkey primary key generated always as identity,
  table_name text not null,
  row_key text not null,
  action text not null,
  old_row jsonb,
  new_row jsonb,
  changed_at timestamptz not null default util.now(),
  changed_by text not null default util.caller(),
  constraint settings_history_action_check check (action in ('INSERT', 'UPDATE', 'DELETE'))
);
comment on table ops.settings_history is 'Every change of a configuration row: who, when, from what to what. Append-only.';
comment on column ops.settings_history.id is 'Order of change.';
comment on column ops.settings_history.table_name is 'The configuration table, with its schema.';
comment on column ops.settings_history.row_key is 'Key of the changed row.';
comment on column ops.settings_history.action is 'INSERT | UPDATE | DELETE.';
comment on column ops.settings_history.old_row is 'The row before; NULL for a new one.';
comment on column ops.settings_history.new_row is 'The row after; NULL for a deleted one.';
comment on column ops.settings_history.changed_at is 'When (business clock).';
comment on column ops.settings_history.changed_by is 'Database role that did it.';
create index settings_history_table_name_row_key_idx on ops.settings_history (table_name, row_key, id);

create function util.setting(p_key text) returns text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_value text;
begin
  select coalesce(s.value, s.default_value) into v_value from ops.settings s where s.key = p_key;
  if not found then
    raise exception 'there is no setting %', p_key using errcode = 'MD401', hint = 'select key from ops.settings lists them.';
  end if;
  return v_value;
end;
$$;
comment on function util.setting(text) is 'The value in force of a setting, as text. MD401 when there is no such key.';

create function util.setting_numeric(p_key text) returns numeric
language sql stable as $$ select util.setting(p_key)::numeric $$;
comment on function util.setting_numeric(text) is 'The value in force of a setting, as a number.';

create function util.setting_integer(p_key text) returns integer
language sql stable as $$ select util.setting(p_key)::integer $$;
comment on function util.setting_integer(text) is 'The value in force of a setting, as a whole number.';

create function util.setting_interval(p_key text) returns interval
language sql stable as $$ select util.setting(p_key)::interval $$;
comment on function util.setting_interval(text) is 'The value in force of a setting, as an interval.';

grant execute on function util.setting(text), util.setting_numeric(text), util.setting_integer(text), util.setting_interval(text) to public;

create table ops.deployments (
  id bigint constraint deployments_pkey primary key generated always as identity,
  digest text not null,
  breaking_number integer not null,
  file_count integer not null,
  migration_count integer not null,
  files jsonb not null default '{}',
  seconds numeric,
  deployed_at timestamptz not null default clock_timestamp(),
  deployed_by text not null default util.caller()
);
comment on table ops.deployments is 'What was deployed when. Workers watch it and restart; one newer or older than the breaking number refuses to run.';
comment on column ops.deployments.id is 'Order of deployment.';
comment on column ops.deployments.digest is 'SHA-256 over all files of sql/ and the committed migrations.';
comment on column ops.deployments.breaking_number is 'Raised when old workers must not run on this database.';
comment on column ops.deployments.file_count is 'Files of sql/ applied.';
comment on column ops.deployments.migration_count is 'Migrations applied by this deployment.';
comment on column ops.deployments.files is 'Digest of each file, for deploy --plan.';
comment on column ops.deployments.seconds is 'How long it took.';
comment on column ops.deployments.deployed_at is 'When (real clock).';
comment on column ops.deployments.deployed_by is 'Database role that deployed.';
