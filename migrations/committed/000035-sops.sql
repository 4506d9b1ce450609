--! Previous: sha1:b6540a473add3f7a84cda48ec26e1b40bb509948
--! Hash: sha1:9afc1ac4bb024c9a701e27803787003f0772635d

-- SOPs as data: what a file of sops/ says, every version of it, and where its parameters count.

create table agent.skills (
  id bigint constraint skills_pkey primary key generated always as identity,
  name text not null constraint skills_name_key unique,
  description text not null,
  domain_knowledge text not null,
  activation_condition jsonb not null,
  agents text[] not null,
  version text not null,
  version_no integer not null,
  content_hash text not null,
  is_active boolean not null default true,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint skills_name_check check (name ~ '^[a-z][a-z0-9_-]{0,63}$'),
  constraint skills_description_check check (btrim(description) <> '' and description !~ '[\r\n]' and length(description) <= 160),
  constraint skills_domain_knowledge_check check (btrim(domain_knowledge) <> ''),
  constraint skills_activation_condition_check check (
    jsonb_typeof(activation_condition -> 'event_types') = 'array' and jsonb_typeof(activation_condition -> 'jobs') = 'array'
    and jsonb_typeof(activation_condition -> 'parameters') = 'object'),
  constraint skills_agents_check check (cardinality(agents) > 0)
);
create index skills_agents_idx on agent.skills using gin (agents);
comment on table agent.skills is 'SOPs in force: what sops/*.md says, as the last sync read it. Written by agent.sops_sync only; Git is where people change them.';
comment on column agent.skills.id is 'Number of the SOP.';
comment on column agent.skills.name is 'Name of the SOP, from its front matter.';
comment on column agent.skills.description is 'What it is for, in one line: what an agent sees of an SOP that does not concern it now.';
comment on column agent.skills.domain_knowledge is 'The procedure, in Markdown. {{name}} stands for a parameter, so that no number stands in two places.';
comment on column agent.skills.activation_condition is 'When it applies and with which numbers: {"event_types": […], "jobs": […], "parameters": {name: {type, value, unit, description, setting | review_check, number}}}.';
comment on column agent.skills.agents is 'Names of the profiles that work by it.';
comment on column agent.skills.version is 'Version that its author gave it.';
comment on column agent.skills.version_no is 'The version in force, by our count (agent.skill_versions).';
comment on column agent.skills.content_hash is 'SHA-256 of the file in force.';
comment on column agent.skills.is_active is 'False: its file is gone. It guides nobody any more, and its parameters no longer count.';
comment on column agent.skills.created_at is 'When it was first synced.';
comment on column agent.skills.updated_at is 'When the row was last changed.';

create table agent.skill_versions (
  skill_id bigint not null constraint skill_versions_skill_id_fkey references agent.skills on delete restrict,
  version_no integer not null,
  version text not null,
  content_hash text not null,
  description text not null,
  agents text[] not null,
  activation_condition jsonb not null,
  source text not null,
  source_path text not null,
  source_commit text,
  synced_at timestamptz not null default util.now(),
  synced_by name not null default util.caller(),
  constraint skill_versions_pkey primary key (skill_id, version_no),
  constraint skill_versions_skill_id_content_hash_key unique (skill_id, content_hash),
  constraint skill_versions_version_no_check check (version_no > 0),
  constraint skill_versions_content_hash_check check (content_hash = encode(sha256(convert_to(source, 'UTF8')), 'hex')),
  constraint skill_versions_source_commit_check check (source_commit ~ '^[0-9a-f]{40,64}(\+changes)?$')
);
comment on table agent.skill_versions is 'Every content that an SOP ever had. Append-only: going back to an older one makes no new row.';
comment on column agent.skill_versions.skill_id is 'The SOP.';
comment on column agent.skill_versions.version_no is 'Our count: 1, 2, 3 …';
comment on column agent.skill_versions.version is 'Version that its author gave it.';
comment on column agent.skill_versions.content_hash is 'SHA-256 of source.';
comment on column agent.skill_versions.description is 'Its one line.';
comment on column agent.skill_versions.agents is 'Names of the profiles that work by it.';
comment on column agent.skill_versions.activation_condition is 'Event types, jobs and parameters, as in agent.skills.';
comment on column agent.skill_versions.source is 'The whole file, front matter and procedure, with Unix line ends.';
comment on column agent.skill_versions.source_path is 'Name of the file.';
comment on column agent.skill_versions.source_commit is 'Git commit that it was first read from; +changes when the folder differed from it; NULL: not from Git.';
comment on column agent.skill_versions.synced_at is 'When this content was first seen (business clock).';
comment on column agent.skill_versions.synced_by is 'Database role of that sync.';

alter table agent.skills add constraint skills_id_version_no_fkey foreign key (id, version_no)
  references agent.skill_versions (skill_id, version_no) on delete restrict deferrable initially deferred;
create index skills_id_version_no_idx on agent.skills (id, version_no);

-- A threshold has one home. Where an SOP carries it, that is the SOP; a person's word in the row stands above it.
alter table ops.settings
  add column sop_value text,
  add column sop_name text constraint settings_sop_name_fkey references agent.skills (name) on update cascade on delete restrict,
  add constraint settings_sop_value_check check (sop_value is null or case value_type
    when 'number' then sop_value ~ '^-?[0-9]+(\.[0-9]+)?$'
    when 'integer' then sop_value ~ '^-?[0-9]+$'
    when 'boolean' then sop_value in ('true', 'false')
    else sop_value <> '' end),
  add constraint settings_sop_name_check check ((sop_value is null) = (sop_name is null));
create index settings_sop_name_idx on ops.settings (sop_name);
comment on column ops.settings.value is 'What a person set. NULL = the SOP holds, where one carries this, else the default.';
comment on column ops.settings.default_value is 'What we ship: holds where neither a person nor an SOP says otherwise.';
comment on column ops.settings.sop_value is 'What the SOP in sop_name says. Written by agent.sops_sync only.';
comment on column ops.settings.sop_name is 'The active SOP that carries this number; NULL: none.';
comment on column ops.settings.updated_at is 'Last change of value (business clock).';
comment on column ops.settings.updated_by is 'Database role of the last change of value.';

alter table ops.review_checks
  add column sop_params jsonb not null default '{}',
  add constraint review_checks_sop_params_check check (
    jsonb_typeof(sop_params) = 'object' and not jsonb_path_exists(sop_params, '$.* ? (@.type() != "number")'));
comment on column ops.review_checks.params is 'Numbers of the check, set by a person: only those that differ; NULL: as the SOP says, else as shipped.';
comment on column ops.review_checks.sop_params is 'Numbers of the check that an active SOP carries. Written by agent.sops_sync only.';

create or replace function util.setting(p_key text) returns text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_value text;
begin
  select coalesce(s.value, s.sop_value, s.default_value) into v_value from ops.settings s where s.key = p_key;
  if not found then
    raise exception 'there is no setting %', p_key using errcode = 'MD401', hint = 'select key from ops.settings lists them.';
  end if;
  return v_value;
end;
$$;
