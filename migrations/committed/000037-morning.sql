--! Previous: sha1:54da5d59478f3e5c6f678f17efb2eb4afa513090
--! Hash: sha1:ed9150a51d56e6e0f6960b1f4910ede5ec824cd2

-- The director's morning: what makes somebody a person to follow up, which secrets grow old, and what was said on which day.

create table ops.follow_up_kinds (
  key text constraint follow_up_kinds_pkey primary key,
  title text not null,
  position integer not null,
  severity text,
  default_severity text not null,
  after interval,
  default_after interval not null default '0',
  responsible_key text,
  default_responsible_key text not null,
  responsible_title text not null,
  is_enabled boolean not null default true,
  description text not null,
  constraint follow_up_kinds_severity_check check (severity in ('warning', 'critical')),
  constraint follow_up_kinds_default_severity_check check (default_severity in ('warning', 'critical')),
  constraint follow_up_kinds_after_check check (after >= '0' and default_after >= '0')
);
comment on table ops.follow_up_kinds is 'What makes somebody a person whom the director follows up: how severe it is, after how long, and whom it concerns when nobody is named.';
comment on column ops.follow_up_kinds.key is 'Name of the reason.';
comment on column ops.follow_up_kinds.title is 'Title for people.';
comment on column ops.follow_up_kinds.position is 'Order among reasons of one severity.';
comment on column ops.follow_up_kinds.severity is 'warning | critical: what a person set; NULL: the default holds.';
comment on column ops.follow_up_kinds.default_severity is 'What we ship. A single case may be more severe, never less.';
comment on column ops.follow_up_kinds.after is 'It is told when it has lasted so long: what a person set; NULL: the default holds.';
comment on column ops.follow_up_kinds.default_after is 'What we ship.';
comment on column ops.follow_up_kinds.responsible_key is 'Key of ops.recipients whose people it concerns when the case itself names nobody: what a person set; NULL: the default holds.';
comment on column ops.follow_up_kinds.default_responsible_key is 'What we ship.';
comment on column ops.follow_up_kinds.responsible_title is 'What is said instead of a name while that key has no people.';
comment on column ops.follow_up_kinds.is_enabled is 'False: not told in the morning.';
comment on column ops.follow_up_kinds.description is 'When it holds, in one sentence.';

-- Names and dates, never values: what a secret is stays in the environment.
create table ops.credentials (
  name text constraint credentials_pkey primary key,
  title text not null,
  owner_id bigint constraint credentials_owner_id_fkey references ops.people on delete set null,
  issued_on date,
  expires_on date,
  max_age interval,
  default_max_age interval,
  first_seen_at timestamptz,
  seen_at timestamptz,
  is_enabled boolean not null default true,
  note text,
  constraint credentials_name_check check (name ~ '^[A-Z][A-Z0-9_]*$'),
  constraint credentials_max_age_check check (max_age > '0'),
  constraint credentials_default_max_age_check check (default_max_age > '0'),
  constraint credentials_expires_on_check check (expires_on >= issued_on),
  constraint credentials_seen_check check ((first_seen_at is null) = (seen_at is null) and seen_at >= first_seen_at)
);
create index credentials_owner_id_idx on ops.credentials (owner_id);
comment on table ops.credentials is 'Secrets that we use, by the name of their variable: since when, until when, whose. Never their value.';
comment on column ops.credentials.name is 'Name of the environment variable.';
comment on column ops.credentials.title is 'What it opens, for people.';
comment on column ops.credentials.owner_id is 'Who renews it; NULL: the recipients of the reason credential_expiring.';
comment on column ops.credentials.issued_on is 'When it was issued or last renewed, as a person noted it; NULL: the day on which a worker first had it counts.';
comment on column ops.credentials.expires_on is 'Last day on which it works; NULL: no end is known.';
comment on column ops.credentials.max_age is 'Renew it when it is older than this: what a person set; NULL: the default holds.';
comment on column ops.credentials.default_max_age is 'What we ship; NULL: it need not be renewed.';
comment on column ops.credentials.first_seen_at is 'When a worker first started with it.';
comment on column ops.credentials.seen_at is 'When a worker last started with it; NULL: none ever did, so nothing is watched.';
comment on column ops.credentials.is_enabled is 'False: neither age nor end is watched.';
comment on column ops.credentials.note is 'Where it is renewed, and how.';

create table ops.mornings (
  told_on date constraint mornings_pkey primary key,
  is_test boolean not null,
  subject text not null,
  chat_text text not null,
  report jsonb not null,
  follow_ups jsonb not null,
  company jsonb not null,
  made_at timestamptz not null default util.now(),
  constraint mornings_follow_ups_check check (jsonb_typeof(follow_ups) = 'array'),
  constraint mornings_company_check check (jsonb_typeof(company) = 'array')
);
comment on table ops.mornings is 'What the director was told each morning, as it was sent. Append-only: one a day.';
comment on column ops.mornings.told_on is 'The day, in Jakarta.';
comment on column ops.mornings.is_test is 'True: it went to test recipients.';
comment on column ops.mornings.subject is 'Subject of the mail, title of the chat message.';
comment on column ops.mornings.chat_text is 'The chat message.';
comment on column ops.mornings.report is 'The mail, as a report that channels lay out.';
comment on column ops.mornings.follow_ups is 'All rows of mart.v_follow_up_today at that moment, also those that the message only counts.';
comment on column ops.mornings.company is 'The rows of mart.v_company_today at that moment.';
comment on column ops.mornings.made_at is 'When it was made (business clock).';
