--! Previous: sha1:93380775060121a6b24139e1ffa65511a17bc0b5
--! Hash: sha1:3b46ad0de113173c7605f2d295b02946b9bca9f9

-- The review of layer 2: its checks are rows, and a revision remembers on which loads it stands.

create table ops.review_checks (
  key text constraint review_checks_pkey primary key,
  definition_key text constraint review_checks_definition_key_fkey references ops.job_definitions on delete cascade,
  title text not null,
  description text not null,
  is_blocking boolean,
  default_is_blocking boolean not null,
  params jsonb,
  default_params jsonb not null default '{}',
  is_enabled boolean not null default true,
  "position" integer not null,
  constraint review_checks_key_check check (key ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$'),
  constraint review_checks_title_check check (btrim(title) <> ''),
  constraint review_checks_params_check check (
    jsonb_typeof(params) = 'object' and not jsonb_path_exists(params, '$.* ? (@.type() != "number")')),
  constraint review_checks_default_params_check check (jsonb_typeof(default_params) = 'object')
);
create index review_checks_definition_key_idx on ops.review_checks (definition_key);
comment on table ops.review_checks is 'What layer 2 checks on a frozen revision before anybody is asked to sign it. Each is a function of sql/; whether it holds a revision up, and its numbers, belong to people.';
comment on column ops.review_checks.key is 'Name of the check; <report>.<check> for one report.';
comment on column ops.review_checks.definition_key is 'The report that it checks; NULL: every report that is reviewed.';
comment on column ops.review_checks.title is 'Name for people; stands in the notes of a rejection.';
comment on column ops.review_checks.description is 'What must hold.';
comment on column ops.review_checks.is_blocking is 'Set by a person: true, a revision that fails it is sent back; false, it is only noted. NULL: as shipped.';
comment on column ops.review_checks.default_is_blocking is 'What we ship.';
comment on column ops.review_checks.params is 'Numbers of the check, set by a person: only those that differ; NULL: as shipped.';
comment on column ops.review_checks.default_params is 'Numbers of the check, as shipped.';
comment on column ops.review_checks.is_enabled is 'False: it is left out from the next review on.';
comment on column ops.review_checks."position" is 'Order of checking, and in the notes.';

create table ops.revision_loads (
  work_item_id bigint not null,
  revision_no integer not null,
  load_id bigint not null constraint revision_loads_load_id_fkey references raw.load_history on delete restrict,
  constraint revision_loads_pkey primary key (work_item_id, revision_no, load_id),
  constraint revision_loads_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict
);
create index revision_loads_load_id_idx on ops.revision_loads (load_id);
comment on table ops.revision_loads is 'The loads of the business date on which a frozen revision stands. Append-only.';
comment on column ops.revision_loads.work_item_id is 'The item.';
comment on column ops.revision_loads.revision_no is 'The revision.';
comment on column ops.revision_loads.load_id is 'A load that was accepted when it was frozen.';

-- The reports that exist already are reviewed from now on; they are signed where somebody can sign.
update ops.job_definitions d set requires_review = true
 where d.key in ('report.control_stock', 'report.daily_sales', 'report.product_performance') and d.makes_work_item;
update ops.job_definitions d set requires_approval = true
 where d.key in ('report.control_stock', 'report.daily_sales') and d.makes_work_item
   and exists (select from ops.people p where p.id in (d.pic_id, d.backup_id) and p.is_active);
