--! Previous: sha1:b3961f7339f75e70bc923157e8dcfb62282e3e27
--! Hash: sha1:f7f3f117eb3cd570b1834c1e1b43ce85d02f61ac

-- What people write to us is kept as it came before anybody reads it: whatever a reading gets wrong can be read again, and a
-- decision can be proved. Each message has one row and one outcome.

create table ops.inbound_messages (
  id bigint constraint inbound_messages_pkey primary key generated always as identity,
  source text not null,
  external_id text not null,
  received_at timestamptz not null,
  stored_at timestamptz not null default util.now(),
  raw bytea not null,
  raw_sha256 text not null generated always as (encode(sha256(raw), 'hex')) stored,
  parsed jsonb,
  status text not null default 'new',
  outcome text,
  detail jsonb,
  person_id bigint constraint inbound_messages_person_id_fkey references ops.people on delete set null,
  work_item_id bigint constraint inbound_messages_work_item_id_fkey references ops.work_items on delete set null,
  approval_id bigint constraint inbound_messages_approval_id_fkey references ops.approvals on delete set null,
  read_at timestamptz,
  constraint inbound_messages_source_external_id_key unique (source, external_id),
  constraint inbound_messages_source_check check (source in ('gmail', 'imap', 'telegram')),
  constraint inbound_messages_status_check check (status in ('new', 'read', 'failed')),
  constraint inbound_messages_outcome_check check (
    outcome is null or outcome in ('approved', 'revision', 'asked', 'ignored_auto', 'ignored_bounce', 'unmatched', 'duplicate') or outcome ~ '^refused_[a-z_]+$'),
  constraint inbound_messages_read_check check ((status = 'read') = (outcome is not null and read_at is not null))
);
create index inbound_messages_new_idx on ops.inbound_messages (id) where status = 'new';
create index inbound_messages_raw_sha256_idx on ops.inbound_messages (raw_sha256);
create index inbound_messages_message_id_idx on ops.inbound_messages ((parsed ->> 'message_id')) where parsed is not null;
create index inbound_messages_stored_at_idx on ops.inbound_messages (stored_at);
create index inbound_messages_person_id_idx on ops.inbound_messages (person_id);
create index inbound_messages_work_item_id_idx on ops.inbound_messages (work_item_id);
create index inbound_messages_approval_id_idx on ops.inbound_messages (approval_id);
comment on table ops.inbound_messages is 'Every message that came in, as it came, and what became of it.';
comment on column ops.inbound_messages.id is 'Order in which they were stored.';
comment on column ops.inbound_messages.source is 'gmail | imap | telegram.';
comment on column ops.inbound_messages.external_id is 'Its number at the source: Gmail''s id, mailbox:uidvalidity:uid, update_id. The same one is stored once.';
comment on column ops.inbound_messages.received_at is 'When the source received it.';
comment on column ops.inbound_messages.stored_at is 'When it was stored here (business clock).';
comment on column ops.inbound_messages.raw is 'The bytes as they came: a mail with all its headers, or the JSON of a Telegram update.';
comment on column ops.inbound_messages.raw_sha256 is 'Their SHA-256: a message that comes again under another number is known by it.';
comment on column ops.inbound_messages.parsed is 'What was read out of it: addresses, headers that matter, the text that the person typed.';
comment on column ops.inbound_messages.status is 'new → read | failed (could not be read; stays for a person).';
comment on column ops.inbound_messages.outcome is 'approved | revision | asked | ignored_auto | ignored_bounce | unmatched | duplicate | refused_<why>.';
comment on column ops.inbound_messages.detail is 'Why: the rule that decided, what was found, the answer of ops.approval_decide.';
comment on column ops.inbound_messages.person_id is 'Whose address it came from, if known.';
comment on column ops.inbound_messages.work_item_id is 'The item it answers.';
comment on column ops.inbound_messages.approval_id is 'The request it answers.';
comment on column ops.inbound_messages.read_at is 'When it was read and decided about.';
