--! Previous: sha1:4368b7050ce1ab5eb55e6c652c4bdafe177622d9
--! Hash: sha1:dbdf10a49c0eeb10d6cf356bcec160ce65077b46

-- Who acts and who decides: departments, agent profiles, people, the addresses they are reached at.

create table agent.departments (
  code text constraint departments_pkey primary key,
  name text not null,
  divisions text[] not null default '{}'
);
comment on table agent.departments is 'Departments of the company and their divisions.';
comment on column agent.departments.code is 'Short name, e.g. OPS.';
comment on column agent.departments.name is 'Full name.';
comment on column agent.departments.divisions is 'The divisions of the department.';

create table agent.profiles (
  name text constraint profiles_pkey primary key,
  global_id uuid not null default gen_random_uuid() constraint profiles_global_id_key unique,
  role_name text not null,
  layer integer not null,
  department text constraint profiles_department_fkey references agent.departments on delete restrict,
  division text,
  description text not null,
  system_prompt_template text,
  harness_config jsonb not null default '{}',
  default_model text,
  financial_authority_limit numeric(18, 2),
  financial_authority_currency text not null default 'EUR',
  database_role name,
  machine text,
  max_concurrent_runs integer not null default 2,
  is_active boolean not null default true,
  test_mode boolean not null default false,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint profiles_layer_check check (layer between 1 and 3),
  constraint profiles_max_concurrent_runs_check check (max_concurrent_runs > 0),
  constraint profiles_financial_authority_limit_check check (financial_authority_limit >= 0)
);
create index profiles_department_idx on agent.profiles (department);
comment on table agent.profiles is 'Registry of agents: named actors with a role and limits. A row, not a process.';
comment on column agent.profiles.name is 'Unique name, e.g. stock_agent.';
comment on column agent.profiles.global_id is 'Identity across systems.';
comment on column agent.profiles.role_name is 'What the agent is, in words.';
comment on column agent.profiles.layer is '1 = division worker, 2 = department overseer, 3 = director.';
comment on column agent.profiles.department is 'Department that the agent works for; NULL for all.';
comment on column agent.profiles.division is 'Division within the department.';
comment on column agent.profiles.description is 'What it does.';
comment on column agent.profiles.system_prompt_template is 'Prompt for a model, when one is used.';
comment on column agent.profiles.harness_config is 'Settings of the harness, as JSON.';
comment on column agent.profiles.default_model is 'Model id; NULL = no model is used.';
comment on column agent.profiles.financial_authority_limit is 'Largest amount it may decide alone; NULL = none at all.';
comment on column agent.profiles.financial_authority_currency is 'Currency of the limit.';
comment on column agent.profiles.database_role is 'Its database role: what it may read and call.';
comment on column agent.profiles.machine is 'The machine it lives on; NULL = the worker.';
comment on column agent.profiles.max_concurrent_runs is 'Runs at once.';
comment on column agent.profiles.is_active is 'False: starts nothing.';
comment on column agent.profiles.test_mode is 'True: all outward effects go to test recipients.';
comment on column agent.profiles.created_at is 'When the row was made.';
comment on column agent.profiles.updated_at is 'When the row was last changed.';

create table ops.people (
  id bigint constraint people_pkey primary key generated always as identity,
  name text not null,
  email text constraint people_email_key unique,
  telegram_user_id bigint constraint people_telegram_user_id_key unique,
  db_role name constraint people_db_role_key unique,
  language text not null default 'id',
  supervisor_id bigint constraint people_supervisor_id_fkey references ops.people on delete set null,
  is_active boolean not null default true,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint people_email_check check (email = lower(email) and email ~ '^[^@\s<>,;"]+@[^@\s<>,;"]+$'),
  constraint people_name_check check (name !~ '[\r\n]'),
  constraint people_supervisor_id_check check (supervisor_id <> id)
);
create index people_supervisor_id_idx on ops.people (supervisor_id);
comment on table ops.people is 'People who sign, are told, or are asked.';
comment on column ops.people.id is 'Number of the person.';
comment on column ops.people.name is 'Name as it stands in mails. One line.';
comment on column ops.people.email is 'Mail address, lower case. Decisions by mail are accepted from it alone.';
comment on column ops.people.telegram_user_id is 'Telegram user id (from.id).';
comment on column ops.people.db_role is 'Database role, for decisions by CLI and DBeaver.';
comment on column ops.people.language is 'Language of messages: id or en.';
comment on column ops.people.supervisor_id is 'Who is asked when this person does not answer.';
comment on column ops.people.is_active is 'False: is neither asked nor told.';
comment on column ops.people.created_at is 'When the row was made.';
comment on column ops.people.updated_at is 'When the row was last changed.';

create table ops.recipients (
  id bigint constraint recipients_pkey primary key generated always as identity,
  key text not null,
  channel text not null,
  address text not null,
  person_id bigint constraint recipients_person_id_fkey references ops.people on delete cascade,
  sees_cost boolean not null default false,
  is_test boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint recipients_key_channel_address_key unique (key, channel, address),
  constraint recipients_channel_check check (channel in ('email', 'telegram')),
  constraint recipients_address_check check (address !~ '[\r\n]')
);
create index recipients_person_id_idx on ops.recipients (person_id);
comment on table ops.recipients is 'Who receives what: a key (a report, a group) and the addresses behind it.';
comment on column ops.recipients.id is 'Number of the row.';
comment on column ops.recipients.key is 'What is received, e.g. report.control_stock or data.owner.';
comment on column ops.recipients.channel is 'email | telegram.';
comment on column ops.recipients.address is 'Mail address or chat id.';
comment on column ops.recipients.person_id is 'The person behind it; NULL for a group.';
comment on column ops.recipients.sees_cost is 'True: may see cost prices and values made of them.';
comment on column ops.recipients.is_test is 'True: used instead of the real ones in test mode.';
comment on column ops.recipients.is_active is 'False: receives nothing.';
comment on column ops.recipients.created_at is 'When the row was made.';
comment on column ops.recipients.updated_at is 'When the row was last changed.';
