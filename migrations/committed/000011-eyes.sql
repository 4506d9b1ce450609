--! Previous: sha1:c396a305f76bdc75e1f1c3ce2a97c32ddb9fb414
--! Hash: sha1:797460724e8378ce48f7e3ffff53912908848b54

-- The eyes of the engine: alerts and where they go, rules that raise them, what is kept how long, and the journal of
-- operations whose blocks are sealed.

create table ops.alerts (
  id bigint constraint alerts_pkey primary key generated always as identity,
  severity text not null,
  department text not null,
  category text not null,
  title text not null,
  body text not null default '',
  dedupe_key text not null,
  is_current boolean not null default true,
  hit_count integer not null default 1,
  first_at timestamptz not null default util.now(),
  last_at timestamptz not null default util.now(),
  window_ends_at timestamptz not null,
  routed_at timestamptz,
  error jsonb,
  raised_by name not null default util.caller(),
  constraint alerts_severity_check check (severity in ('info', 'warning', 'critical')),
  constraint alerts_hit_count_check check (hit_count > 0),
  constraint alerts_last_at_check check (last_at >= first_at)
);
-- One open window per key, also when two sessions raise it at the same moment.
create unique index alerts_current_idx on ops.alerts (dedupe_key) where is_current;
create index alerts_first_at_idx on ops.alerts (first_at);
create index alerts_unrouted_idx on ops.alerts (id) where routed_at is null;
comment on table ops.alerts is 'What somebody has to know. Raised again within its window it is counted, not sent again.';
comment on column ops.alerts.id is 'Number of the alert.';
comment on column ops.alerts.severity is 'info | warning | critical: decides who is told, and how.';
comment on column ops.alerts.department is 'Department it belongs to; one without routes of its own uses the general ones.';
comment on column ops.alerts.category is 'What kind: load, job, worker, outbox, stock …';
comment on column ops.alerts.title is 'One line for people.';
comment on column ops.alerts.body is 'The facts, and what to do.';
comment on column ops.alerts.dedupe_key is 'What it is about: the same key within the window is the same alert.';
comment on column ops.alerts.is_current is 'True: the newest window of its key. One per key.';
comment on column ops.alerts.hit_count is 'How often it was raised within its window.';
comment on column ops.alerts.first_at is 'When it was first raised (business clock).';
comment on column ops.alerts.last_at is 'When it was last raised.';
comment on column ops.alerts.window_ends_at is 'Until then the same key is counted; after it, it is a new alert.';
comment on column ops.alerts.routed_at is 'When its messages were planned; NULL: not yet, the minute run does it.';
comment on column ops.alerts.error is 'Why its messages could not be planned.';
comment on column ops.alerts.raised_by is 'Database role that raised it.';

create table ops.alert_routes (
  id bigint constraint alert_routes_pkey primary key generated always as identity,
  department text,
  severity text not null,
  channel text not null,
  recipient_key text not null,
  is_enabled boolean not null default true,
  constraint alert_routes_department_severity_channel_recipient_key_key unique nulls not distinct (department, severity, channel, recipient_key),
  constraint alert_routes_severity_check check (severity in ('info', 'warning', 'critical')),
  constraint alert_routes_channel_check check (channel in ('email', 'telegram'))
);
comment on table ops.alert_routes is 'Who is told of an alert: by department and severity, a channel and a key of ops.recipients.';
comment on column ops.alert_routes.id is 'Number of the route.';
comment on column ops.alert_routes.department is 'Department; NULL: all that have no route of their own for the severity.';
comment on column ops.alert_routes.severity is 'info | warning | critical.';
comment on column ops.alert_routes.channel is 'First choice; the other one is used when it is off, broken or has no recipient.';
comment on column ops.alert_routes.recipient_key is 'Key of ops.recipients. First tried with the department behind it, e.g. alerts.main.OPS, then as it is.';
comment on column ops.alert_routes.is_enabled is 'False: the route is not used.';

create table ops.alert_deliveries (
  id bigint constraint alert_deliveries_pkey primary key generated always as identity,
  alert_id bigint not null constraint alert_deliveries_alert_id_fkey references ops.alerts on delete cascade,
  channel text not null,
  address text not null,
  recipient_name text,
  is_test boolean not null default false,
  is_fallback boolean not null default false,
  outbox_id bigint constraint alert_deliveries_outbox_id_fkey references ops.outbox on delete set null,
  is_digest boolean not null default false,
  planned_at timestamptz,
  held_at timestamptz not null default util.now(),
  constraint alert_deliveries_alert_id_channel_address_key unique (alert_id, channel, address),
  constraint alert_deliveries_digest_check check (not is_digest or planned_at is not null)
);
create index alert_deliveries_outbox_id_idx on ops.alert_deliveries (outbox_id);
create index alert_deliveries_address_idx on ops.alert_deliveries (channel, address, held_at);
create index alert_deliveries_held_idx on ops.alert_deliveries (channel, address) where planned_at is null;
comment on table ops.alert_deliveries is 'Which alert goes to whom, in which message. Above the daily cap it is held for a digest.';
comment on column ops.alert_deliveries.id is 'Number of the row.';
comment on column ops.alert_deliveries.alert_id is 'The alert.';
comment on column ops.alert_deliveries.channel is 'email | telegram.';
comment on column ops.alert_deliveries.address is 'Mail address or chat id.';
comment on column ops.alert_deliveries.recipient_name is 'Name of the person, when it is one.';
comment on column ops.alert_deliveries.is_test is 'True: a test recipient, in test mode.';
comment on column ops.alert_deliveries.is_fallback is 'True: another channel was meant; it is off, broken or has no recipient.';
comment on column ops.alert_deliveries.outbox_id is 'The message; several alerts share one digest.';
comment on column ops.alert_deliveries.is_digest is 'True: told in a digest, the cap of the day was reached.';
comment on column ops.alert_deliveries.planned_at is 'When its message was planned; NULL: held for a digest.';
comment on column ops.alert_deliveries.held_at is 'When the row was made (business clock).';

create table ops.alert_rules (
  key text constraint alert_rules_pkey primary key,
  metric_view text not null,
  predicate jsonb,
  default_predicate jsonb not null,
  severity text,
  default_severity text not null,
  department text not null default 'OPS',
  category text not null,
  recipient_keys text[] not null default '{}',
  check_every interval not null default '1 minute',
  window_length interval not null default '1 day',
  is_enabled boolean not null default true,
  description text not null,
  checked_at timestamptz,
  error jsonb,
  constraint alert_rules_metric_view_check check (metric_view ~ '^(ops|mart)\.v_[a-z0-9_]+$'),
  constraint alert_rules_severity_check check (severity in ('info', 'warning', 'critical')),
  constraint alert_rules_default_severity_check check (default_severity in ('info', 'warning', 'critical')),
  constraint alert_rules_check_every_check check (check_every > '0')
);
comment on table ops.alert_rules is 'What raises an alert by itself: a view of metrics, a comparison, how severe, whom it concerns.';
comment on column ops.alert_rules.key is 'Name of the rule.';
comment on column ops.alert_rules.metric_view is 'View with the columns subject, value, title, body: one row per thing that is measured.';
comment on column ops.alert_rules.predicate is 'A person''s comparison, e.g. {"op": "<", "value": 70}; NULL: the default holds.';
comment on column ops.alert_rules.default_predicate is 'What we ship. Operators < <= = <> >= >; {"setting": key} instead of a value; {"all": […]} and {"any": […]} of comparisons.';
comment on column ops.alert_rules.severity is 'What a person set; NULL: the default holds.';
comment on column ops.alert_rules.default_severity is 'What we ship.';
comment on column ops.alert_rules.department is 'Department of the alerts.';
comment on column ops.alert_rules.category is 'Category of the alerts.';
comment on column ops.alert_rules.recipient_keys is 'Keys of ops.recipients that are told besides the routes.';
comment on column ops.alert_rules.check_every is 'How often it is looked at.';
comment on column ops.alert_rules.window_length is 'How long the same subject is counted and not sent again.';
comment on column ops.alert_rules.is_enabled is 'False: not looked at.';
comment on column ops.alert_rules.description is 'What it watches, in one sentence.';
comment on column ops.alert_rules.checked_at is 'When it was last looked at (business clock).';
comment on column ops.alert_rules.error is 'Why it could not be looked at the last time.';

create table ops.retention_rules (
  key text constraint retention_rules_pkey primary key,
  keep interval,
  default_keep interval not null,
  how text not null,
  description text not null,
  batch_size integer not null default 5000,
  is_enabled boolean not null default true,
  ran_at timestamptz,
  deleted_count bigint not null default 0,
  error jsonb,
  constraint retention_rules_keep_check check (keep >= '1 day'),
  constraint retention_rules_default_keep_check check (default_keep >= '1 day'),
  constraint retention_rules_batch_size_check check (batch_size between 1 and 100000)
);
comment on table ops.retention_rules is 'How long what is kept. What an open row needs is never deleted, however old.';
comment on column ops.retention_rules.key is 'What is deleted: the table, with its schema.';
comment on column ops.retention_rules.keep is 'What a person set; NULL: the default holds.';
comment on column ops.retention_rules.default_keep is 'What we ship.';
comment on column ops.retention_rules.how is 'What is kept in spite of its age, in words; the deletion itself is in ops.retention_delete.';
comment on column ops.retention_rules.description is 'What the rows are.';
comment on column ops.retention_rules.batch_size is 'Rows per batch.';
comment on column ops.retention_rules.is_enabled is 'False: kept for ever.';
comment on column ops.retention_rules.ran_at is 'When it last ran (business clock).';
comment on column ops.retention_rules.deleted_count is 'Rows deleted so far.';
comment on column ops.retention_rules.error is 'Why it could not delete the last time.';

-- xid stands first on purpose: defaults are evaluated in the order of the columns, so a transaction has its number before
-- it draws an id. Sealing relies on it (ops.journal_seal).
create table ops.journal (
  xid xid8 not null default pg_current_xact_id(),
  id bigint constraint journal_pkey primary key generated always as identity,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  subject text not null,
  action text not null,
  actor name not null default util.caller(),
  data jsonb not null default '{}'
);
create index journal_kind_subject_idx on ops.journal (kind, subject, id);
comment on table ops.journal is 'Journal of operations: what was decided, changed and sent. Append-only, and sealed block by block.';
comment on column ops.journal.xid is 'Transaction that wrote it.';
comment on column ops.journal.id is 'Order of writing.';
comment on column ops.journal.at is 'When (real clock).';
comment on column ops.journal.kind is 'The table it was written for, or the kind of action.';
comment on column ops.journal.subject is 'Key of the row.';
comment on column ops.journal.action is 'insert | update | delete, or what was done.';
comment on column ops.journal.actor is 'Database role that did it.';
comment on column ops.journal.data is 'The row, or the part of it that matters, as it then was.';

create table ops.journal_blocks (
  id bigint constraint journal_blocks_pkey primary key,
  first_id bigint not null,
  last_id bigint not null,
  row_count integer not null,
  row_ids bigint[] not null,
  row_hashes bytea not null,
  previous_hash bytea not null,
  hash bytea not null constraint journal_blocks_hash_key unique,
  sealed_at timestamptz not null default clock_timestamp(),
  constraint journal_blocks_range_check check (first_id <= last_id),
  constraint journal_blocks_row_count_check check (row_count = cardinality(row_ids) and length(row_hashes) = 32 * row_count),
  constraint journal_blocks_hash_check check (length(hash) = 32 and length(previous_hash) = 32)
);
comment on table ops.journal_blocks is 'Sealed pieces of the journal. Each hash covers the rows of its block and the block before it.';
comment on column ops.journal_blocks.id is '1, 2, 3 … without a gap.';
comment on column ops.journal_blocks.first_id is 'From this id …';
comment on column ops.journal_blocks.last_id is '… to this one: no other row may ever stand in the range.';
comment on column ops.journal_blocks.row_count is 'Rows in the block; ids of transactions that rolled back are missing.';
comment on column ops.journal_blocks.row_ids is 'Ids of its rows, in order.';
comment on column ops.journal_blocks.row_hashes is 'SHA-256 of each row, one after the other: what names the row that was changed.';
comment on column ops.journal_blocks.previous_hash is 'Hash of the block before; of the first one, zeros.';
comment on column ops.journal_blocks.hash is 'SHA-256 of all the other columns.';
comment on column ops.journal_blocks.sealed_at is 'When it was sealed (real clock).';

create table ops.journal_mark (
  id boolean constraint journal_mark_pkey primary key default true,
  last_id bigint not null,
  before_xid xid8 not null,
  constraint journal_mark_id_check check (id)
);
comment on table ops.journal_mark is 'Up to which id the journal can be sealed once the transactions of that moment have ended. One row.';
comment on column ops.journal_mark.id is 'Always true: there is one row at most.';
comment on column ops.journal_mark.last_id is 'Last id that had been drawn.';
comment on column ops.journal_mark.before_xid is 'Whoever drew it or an earlier one has a number below this.';
