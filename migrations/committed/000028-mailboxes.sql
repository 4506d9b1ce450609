--! Previous: sha1:538f84d714ffde7bebbf08d8900fc607d3ff9171
--! Hash: sha1:93380775060121a6b24139e1ffa65511a17bc0b5

-- Mailboxes that are read, and how far. Their clock is a round of the worker's chores and not a schedule: a look every few
-- minutes is no run that anybody asks about, and 288 rows a day would bury those that are.

create table ops.mailboxes (
  key text constraint mailboxes_pkey primary key,
  kind text not null,
  title text not null,
  is_enabled boolean not null default true,
  status text not null default 'new',
  cursor text,
  cursor_validity text,
  begun_at timestamptz,
  checked_at timestamptz,
  due_since timestamptz,
  postponed_until timestamptz,
  failures integer not null default 0,
  last_error text,
  message_count bigint not null default 0,
  resynced_at timestamptz,
  resync_reason text,
  run_token uuid constraint mailboxes_run_token_key unique,
  claimed_by uuid constraint mailboxes_claimed_by_fkey references ops.workers on delete set null,
  claimed_at timestamptz,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint mailboxes_kind_check check (kind in ('gmail', 'imap')),
  constraint mailboxes_status_check check (status in ('new', 'ok', 'failing', 'off')),
  constraint mailboxes_failures_check check (failures >= 0),
  constraint mailboxes_claim_check check ((run_token is null) = (claimed_at is null)),
  constraint mailboxes_failing_check check ((status in ('failing', 'off')) = (last_error is not null))
);
create index mailboxes_claimed_by_idx on ops.mailboxes (claimed_by);
comment on table ops.mailboxes is 'Mailboxes in which people answer us, and how far each was read. Read only: nothing is marked, moved or deleted there.';
comment on column ops.mailboxes.key is 'Name of ours; also ops.inbound_messages.source.';
comment on column ops.mailboxes.kind is 'gmail: by the history of Gmail''s API | imap: by the numbers that an IMAP server gives.';
comment on column ops.mailboxes.title is 'Its name for people.';
comment on column ops.mailboxes.is_enabled is 'False: nobody looks. Belongs to people.';
comment on column ops.mailboxes.status is 'new → ok | failing (the last look did not end well) | off (no credentials are configured).';
comment on column ops.mailboxes.cursor is 'Read up to here: Gmail''s historyId, or the highest UID. Moves only after the messages before it are stored. NULL: never read.';
comment on column ops.mailboxes.cursor_validity is 'UIDVALIDITY under which the UID counts; another one makes it worthless. NULL for Gmail.';
comment on column ops.mailboxes.begun_at is 'When a look was last asked for (business clock): the next one is due mail.poll_every later.';
comment on column ops.mailboxes.checked_at is 'When a look last ended well: everything that came before it is stored.';
comment on column ops.mailboxes.due_since is 'Since when a look has been owed; NULL: the last one ended well.';
comment on column ops.mailboxes.postponed_until is 'No look before: the provider asked for time, or it fails again and again.';
comment on column ops.mailboxes.failures is 'Looks that failed one after the other.';
comment on column ops.mailboxes.last_error is 'What went wrong, for people; for off, what to set.';
comment on column ops.mailboxes.message_count is 'Messages stored from here.';
comment on column ops.mailboxes.resynced_at is 'When it was last read by date instead of by cursor.';
comment on column ops.mailboxes.resync_reason is 'Why: first (never read before) | cursor_lost (the provider no longer knows our cursor).';
comment on column ops.mailboxes.run_token is 'The look that holds the row; another one''s report is answered not_mine.';
comment on column ops.mailboxes.claimed_by is 'The worker that looks.';
comment on column ops.mailboxes.claimed_at is 'Since when (real clock).';
comment on column ops.mailboxes.created_at is 'When the row was made.';
comment on column ops.mailboxes.updated_at is 'When the row was last changed.';
