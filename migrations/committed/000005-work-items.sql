--! Previous: sha1:f7768f023d9e6370caeed92aca9d6fa4c8744bc5
--! Hash: sha1:d8e907e204282b76d37dbb22a5b01902e632a1b9

-- Work items: a piece of work that a person could ask about, its frozen results and its history; and the outbox.

create table ops.work_item_states (
  status text constraint work_item_states_pkey primary key,
  is_final boolean not null,
  is_waiting boolean not null,
  wakeup_kind text,
  description text not null,
  constraint work_item_states_wakeup_kind_check check (is_waiting = (wakeup_kind is not null))
);
comment on table ops.work_item_states is 'States of a work item.';
comment on column ops.work_item_states.status is 'Name of the state.';
comment on column ops.work_item_states.is_final is 'True: never left.';
comment on column ops.work_item_states.is_waiting is 'True: a wake-up is live as long as the item stands here.';
comment on column ops.work_item_states.wakeup_kind is 'The first wake-up of the state.';
comment on column ops.work_item_states.description is 'What it means.';

create table ops.work_item_transitions (
  from_status text not null,
  to_status text not null constraint work_item_transitions_to_status_fkey references ops.work_item_states on delete cascade,
  event text not null,
  actor_kind text not null,
  number integer not null,
  constraint work_item_transitions_pkey primary key (from_status, to_status, event, actor_kind),
  constraint work_item_transitions_actor_kind_check check (actor_kind in
    ('worker', 'reviewer', 'pic', 'backup', 'supervisor', 'operator', 'timer', 'system'))
);
create index work_item_transitions_to_status_idx on ops.work_item_transitions (to_status);
comment on table ops.work_item_transitions is 'The only changes of state that the guard lets through, one row per kind of actor.';
comment on column ops.work_item_transitions.from_status is 'State before; empty text for a new item.';
comment on column ops.work_item_transitions.to_status is 'State after.';
comment on column ops.work_item_transitions.event is 'What causes it.';
comment on column ops.work_item_transitions.actor_kind is 'Who causes it.';
comment on column ops.work_item_transitions.number is 'Number of the row in the specification.';

create table ops.work_items (
  id bigint constraint work_items_pkey primary key generated always as identity,
  definition_key text not null constraint work_items_definition_key_fkey references ops.job_definitions on delete restrict,
  business_date date not null,
  subject_key text not null default '',
  title text not null,
  status text not null constraint work_items_status_fkey references ops.work_item_states on delete restrict,
  revision_no integer not null default 0,
  revision_count integer not null default 0,
  occurrence_id bigint constraint work_items_occurrence_id_fkey references ops.occurrences on delete set null,
  corrects_id bigint constraint work_items_corrects_id_fkey references ops.work_items on delete restrict,
  run_token uuid constraint work_items_run_token_key unique,
  claimed_by uuid constraint work_items_claimed_by_fkey references ops.workers on delete restrict,
  produced_by text,
  wakeup_id bigint constraint work_items_wakeup_id_key unique
    constraint work_items_wakeup_id_fkey references ops.wakeups on delete restrict,
  notes text,
  error jsonb,
  created_at timestamptz not null default util.now(),
  started_at timestamptz,
  finished_at timestamptz,
  updated_at timestamptz not null default util.now(),
  constraint work_items_definition_key_business_date_subject_key_key unique (definition_key, business_date, subject_key),
  constraint work_items_wakeup_check check ((status in ('scheduled', 'in_progress', 'done', 'revision', 'pending_approval', 'failed', 'escalated')) = (wakeup_id is not null)),
  constraint work_items_run_token_check check ((status = 'in_progress') = (run_token is not null)),
  constraint work_items_revision_count_check check (revision_count between 0 and 2),
  constraint work_items_revision_no_check check (revision_no >= 0 and (revision_no > 0 or status not in ('done', 'l2_approved', 'pending_approval', 'approved'))),
  constraint work_items_finished_check check ((status in ('approved', 'cancelled')) = (finished_at is not null))
);
create index work_items_status_idx on ops.work_items (status) where status not in ('approved', 'cancelled');
create index work_items_occurrence_id_idx on ops.work_items (occurrence_id);
create index work_items_corrects_id_idx on ops.work_items (corrects_id) where corrects_id is not null;
create index work_items_claimed_by_idx on ops.work_items (claimed_by) where claimed_by is not null;
create index work_items_business_date_idx on ops.work_items (business_date);
comment on table ops.work_items is 'One row each time a definition with a result for people runs: it has a life, is reviewed and approved.';
comment on column ops.work_items.id is 'Number of the item.';
comment on column ops.work_items.definition_key is 'What kind of work.';
comment on column ops.work_items.business_date is 'The trading day it is about.';
comment on column ops.work_items.subject_key is 'Empty, or what distinguishes items of one day, e.g. koreksi-1.';
comment on column ops.work_items.title is 'Title for people.';
comment on column ops.work_items.status is 'State; changes only as ops.work_item_transitions says.';
comment on column ops.work_items.revision_no is 'The current frozen revision; 0 before the first.';
comment on column ops.work_items.revision_count is 'How often it was sent back; two at most.';
comment on column ops.work_items.occurrence_id is 'The run that opened it.';
comment on column ops.work_items.corrects_id is 'The approved item that this one corrects.';
comment on column ops.work_items.run_token is 'Fencing token of the run that holds it.';
comment on column ops.work_items.claimed_by is 'Worker incarnation that holds it.';
comment on column ops.work_items.produced_by is 'Agent that produced the current revision: it may not review or approve it.';
comment on column ops.work_items.wakeup_id is 'Its live deadline; exactly one in each waiting state.';
comment on column ops.work_items.notes is 'Notes of the last rejection.';
comment on column ops.work_items.error is 'Why it failed.';
comment on column ops.work_items.created_at is 'When it was opened.';
comment on column ops.work_items.started_at is 'When the present run started.';
comment on column ops.work_items.finished_at is 'When it was approved or cancelled.';
comment on column ops.work_items.updated_at is 'Last change.';

create table ops.work_item_revisions (
  work_item_id bigint not null constraint work_item_revisions_work_item_id_fkey references ops.work_items on delete restrict,
  revision_no integer not null,
  figures jsonb not null,
  result jsonb not null,
  attachment_url text,
  figures_hash text not null,
  frozen_at timestamptz not null default util.now(),
  run_token uuid not null constraint work_item_revisions_run_token_key unique,
  constraint work_item_revisions_pkey primary key (work_item_id, revision_no),
  constraint work_item_revisions_revision_no_check check (revision_no > 0),
  constraint work_item_revisions_figures_hash_check check (figures_hash = encode(sha256(convert_to(figures::text, 'UTF8')), 'hex'))
);
comment on table ops.work_item_revisions is 'Frozen results. Never changed: Sheet, Notion, mail and Telegram show these numbers.';
comment on column ops.work_item_revisions.work_item_id is 'The item.';
comment on column ops.work_item_revisions.revision_no is '1, 2, 3 …';
comment on column ops.work_item_revisions.figures is 'The figures that are signed.';
comment on column ops.work_item_revisions.result is 'The whole report: tables, sentences, steps.';
comment on column ops.work_item_revisions.attachment_url is 'Where its file lies.';
comment on column ops.work_item_revisions.figures_hash is 'SHA-256 of figures::text; an approval is bound to it.';
comment on column ops.work_item_revisions.frozen_at is 'When it was frozen.';
comment on column ops.work_item_revisions.run_token is 'The run that made it: a doubled finish finds its own row.';

create table ops.work_item_history (
  id bigint constraint work_item_history_pkey primary key generated always as identity,
  work_item_id bigint not null constraint work_item_history_work_item_id_fkey references ops.work_items on delete restrict,
  from_status text not null,
  to_status text not null,
  event text not null,
  actor_kind text not null,
  actor text not null,
  reason text,
  revision_no integer not null,
  at timestamptz not null default util.now(),
  database_role name not null default util.caller()
);
create index work_item_history_work_item_id_idx on ops.work_item_history (work_item_id, id);
comment on table ops.work_item_history is 'Each change of state: who, from, to, why, when. Append-only.';
comment on column ops.work_item_history.id is 'Order of change.';
comment on column ops.work_item_history.work_item_id is 'The item.';
comment on column ops.work_item_history.from_status is 'State before.';
comment on column ops.work_item_history.to_status is 'State after.';
comment on column ops.work_item_history.event is 'What caused it.';
comment on column ops.work_item_history.actor_kind is 'worker, reviewer, pic, backup, supervisor, operator, timer or system.';
comment on column ops.work_item_history.actor is 'Name of the actor.';
comment on column ops.work_item_history.reason is 'Why: note of a person, or the error.';
comment on column ops.work_item_history.revision_no is 'Revision that was current.';
comment on column ops.work_item_history.at is 'When (business clock).';
comment on column ops.work_item_history.database_role is 'Database role that did it.';

create table ops.outbox (
  id bigint constraint outbox_pkey primary key generated always as identity,
  channel text not null,
  recipient text not null,
  subject_key text not null,
  params jsonb not null default '{}',
  dedupe_key text not null constraint outbox_dedupe_key_key unique,
  work_item_id bigint constraint outbox_work_item_id_fkey references ops.work_items on delete restrict,
  revision_no integer,
  is_test boolean not null default false,
  status text not null default 'planned',
  attempts integer not null default 0,
  claimed_by uuid constraint outbox_claimed_by_fkey references ops.workers on delete restrict,
  run_token uuid,
  next_at timestamptz,
  external_id text,
  error jsonb,
  created_at timestamptz not null default util.now(),
  sent_at timestamptz,
  confirmed_at timestamptz,
  constraint outbox_channel_check check (channel in ('email', 'telegram', 'notion', 'sheets', 'ssh')),
  constraint outbox_status_check check (status in ('planned', 'sending', 'confirmed', 'failed', 'unknown')),
  constraint outbox_claim_check check ((status = 'sending') = (claimed_by is not null and run_token is not null)),
  constraint outbox_confirmed_check check ((status = 'confirmed') = (confirmed_at is not null)),
  constraint outbox_error_check check (status not in ('failed', 'unknown') or error is not null),
  constraint outbox_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict
);
create index outbox_open_idx on ops.outbox (status, next_at) where status in ('planned', 'sending', 'unknown');
create index outbox_work_item_id_revision_no_idx on ops.outbox (work_item_id, revision_no);
create index outbox_claimed_by_idx on ops.outbox (claimed_by) where claimed_by is not null;
comment on table ops.outbox is 'Every outward effect, planned before it happens and confirmed by the vendor''s answer.';
comment on column ops.outbox.id is 'Number; the payload of its job.';
comment on column ops.outbox.channel is 'email | telegram | notion | sheets | ssh.';
comment on column ops.outbox.recipient is 'Address.';
comment on column ops.outbox.subject_key is 'What it is about, e.g. report.control_stock.';
comment on column ops.outbox.params is 'What the renderer needs besides the frozen revision.';
comment on column ops.outbox.dedupe_key is 'The effect''s key: planned twice is sent once.';
comment on column ops.outbox.work_item_id is 'The work item it shows.';
comment on column ops.outbox.revision_no is 'The frozen revision it shows.';
comment on column ops.outbox.is_test is 'True: goes to a test recipient and is marked.';
comment on column ops.outbox.status is 'planned → sending → confirmed | planned | failed | unknown; unknown → confirmed | planned | failed.';
comment on column ops.outbox.attempts is 'How often it was claimed.';
comment on column ops.outbox.claimed_by is 'Worker incarnation that is sending.';
comment on column ops.outbox.run_token is 'Fencing token of the sending run.';
comment on column ops.outbox.next_at is 'Not before this time (after a definite refusal).';
comment on column ops.outbox.external_id is 'The vendor''s id, e.g. Message-ID.';
comment on column ops.outbox.error is 'Why the last attempt did not succeed.';
comment on column ops.outbox.created_at is 'When it was planned.';
comment on column ops.outbox.sent_at is 'When the last attempt was claimed (real clock).';
comment on column ops.outbox.confirmed_at is 'When the vendor confirmed.';
