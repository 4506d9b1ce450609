--! Previous: sha1:dbdf10a49c0eeb10d6cf356bcec160ce65077b46
--! Hash: sha1:f7768f023d9e6370caeed92aca9d6fa4c8744bc5

-- The engine: wake-ups, workers, events, scheduled work and its occurrences, rates.

create table ops.wakeups (
  id bigint constraint wakeups_pkey primary key generated always as identity,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  due_at timestamptz not null,
  created_at timestamptz not null default util.now(),
  constraint wakeups_subject_kind_check check (subject_kind in ('work_item', 'occurrence', 'event', 'outbox', 'load'))
);
create index wakeups_due_at_idx on ops.wakeups (due_at);
comment on table ops.wakeups is 'The one timer: whatever waits owns exactly one row here, by foreign key. No orphan wait can exist.';
comment on column ops.wakeups.id is 'Number of the wake-up.';
comment on column ops.wakeups.kind is 'Which deadline it is: start_limit, run_limit, review_limit …';
comment on column ops.wakeups.subject_kind is 'Kind of the row that waits.';
comment on column ops.wakeups.subject_id is 'Id of the row that waits.';
comment on column ops.wakeups.due_at is 'When it is due (business clock).';
comment on column ops.wakeups.created_at is 'When the wait began.';

create table ops.workers (
  incarnation uuid constraint workers_pkey primary key default gen_random_uuid(),
  pool_ids text[] not null default '{}',
  host text not null,
  pid integer not null,
  version text,
  registered_at timestamptz not null default clock_timestamp(),
  beat_at timestamptz not null default clock_timestamp(),
  stopped_at timestamptz,
  died_at timestamptz,
  constraint workers_end_check check (stopped_at is null or died_at is null)
);
create index workers_alive_idx on ops.workers (beat_at) where stopped_at is null and died_at is null;
comment on table ops.workers is 'Each start of a worker process is an incarnation that is never used again.';
comment on column ops.workers.incarnation is 'Identity of this start.';
comment on column ops.workers.pool_ids is 'graphile-worker''s pool ids: what stands in locked_by of its jobs.';
comment on column ops.workers.host is 'Machine.';
comment on column ops.workers.pid is 'Process id.';
comment on column ops.workers.version is 'Version of the program.';
comment on column ops.workers.registered_at is 'When it started (real clock).';
comment on column ops.workers.beat_at is 'Last sign of life (real clock).';
comment on column ops.workers.stopped_at is 'When it ended by itself.';
comment on column ops.workers.died_at is 'When it was declared dead.';

create table ops.event_types (
  event_type text constraint event_types_pkey primary key,
  target_agent text not null constraint event_types_target_agent_fkey references agent.profiles on delete restrict,
  required_keys text[] not null default '{}',
  default_priority integer not null default 5,
  handler regproc,
  description text not null,
  constraint event_types_default_priority_check check (default_priority between 1 and 10)
);
create index event_types_target_agent_idx on ops.event_types (target_agent);
comment on table ops.event_types is 'Kinds of events: who handles them, what their payload must hold.';
comment on column ops.event_types.event_type is 'Name, upper case.';
comment on column ops.event_types.target_agent is 'Agent that handles it.';
comment on column ops.event_types.required_keys is 'Keys that the payload must hold.';
comment on column ops.event_types.default_priority is '1 … 10, higher first.';
comment on column ops.event_types.handler is 'Function (event uuid, payload jsonb) that does the work; NULL: there is no handler yet and the event fails saying so.';
comment on column ops.event_types.description is 'What it means.';

create table ops.event_keys (
  dedupe_key text constraint event_keys_pkey primary key,
  event_id uuid not null,
  payload_hash text not null,
  created_at timestamptz not null default util.now(),
  constraint event_keys_dedupe_key_check check (length(dedupe_key) between 1 and 400)
);
create index event_keys_created_at_idx on ops.event_keys (created_at);
comment on table ops.event_keys is 'Which dedupe keys were used, kept longer than the events themselves.';
comment on column ops.event_keys.dedupe_key is 'The caller''s key: the same key twice is one event.';
comment on column ops.event_keys.event_id is 'The event it made. No foreign key: the event is pruned earlier.';
comment on column ops.event_keys.payload_hash is 'SHA-256 of type and payload: the same key with another payload is refused.';
comment on column ops.event_keys.created_at is 'When the key was first seen.';

create table ops.events (
  id uuid constraint events_pkey primary key,
  event_type text not null constraint events_event_type_fkey references ops.event_types on delete restrict,
  target_agent text not null constraint events_target_agent_fkey references agent.profiles on delete restrict,
  payload jsonb not null,
  status text not null default 'pending',
  priority integer not null default 5,
  attempts integer not null default 0,
  error jsonb,
  source text not null default 'sql',
  submitted_by name not null default util.caller(),
  parent_id uuid constraint events_parent_id_fkey references ops.events on delete set null,
  depth integer not null default 0,
  created_at timestamptz not null default util.now(),
  claimed_at timestamptz,
  claimed_by uuid constraint events_claimed_by_fkey references ops.workers on delete restrict,
  run_token uuid,
  processed_at timestamptz,
  constraint events_status_check check (status in ('pending', 'processing', 'completed', 'failed')),
  constraint events_priority_check check (priority between 1 and 10),
  constraint events_depth_check check (depth between 0 and 16),
  constraint events_claim_check check ((status = 'processing') = (claimed_by is not null and run_token is not null)),
  constraint events_processed_check check ((status in ('completed', 'failed')) = (processed_at is not null)),
  constraint events_error_check check (status <> 'failed' or error is not null)
);
create index events_open_idx on ops.events (status, created_at) where status in ('pending', 'processing');
create index events_parent_id_idx on ops.events (parent_id) where parent_id is not null;
create index events_claimed_by_idx on ops.events (claimed_by) where claimed_by is not null;
create index events_event_type_idx on ops.events (event_type, created_at);
create index events_target_agent_idx on ops.events (target_agent);
comment on table ops.events is 'The single intake valve: whatever comes from outside becomes one row, then one job.';
comment on column ops.events.id is 'Time-ordered id (version 7).';
comment on column ops.events.event_type is 'What happened.';
comment on column ops.events.target_agent is 'Who handles it.';
comment on column ops.events.payload is 'The facts, with the keys that the type requires.';
comment on column ops.events.status is 'pending | processing | completed | failed.';
comment on column ops.events.priority is '1 … 10, higher first.';
comment on column ops.events.attempts is 'How often it was claimed.';
comment on column ops.events.error is 'Why it failed: code, message, constraint, left, right, hint.';
comment on column ops.events.source is 'Where it came from: sql, http, telegram, email, edi …';
comment on column ops.events.submitted_by is 'Database role that submitted it; agents see their own only.';
comment on column ops.events.parent_id is 'The event that caused this one.';
comment on column ops.events.depth is 'Length of the parent chain, at most 16.';
comment on column ops.events.created_at is 'When it was submitted.';
comment on column ops.events.claimed_at is 'When a worker took it (real clock).';
comment on column ops.events.claimed_by is 'The worker incarnation that holds it: its wake-up.';
comment on column ops.events.run_token is 'Fencing token of the run that holds it.';
comment on column ops.events.processed_at is 'When it ended.';

create table ops.task_policies (
  task_identifier text constraint task_policies_pkey primary key,
  max_attempts integer not null default 25,
  timeout interval not null default '10 minutes',
  on_exhausted text not null default 'dead',
  constraint task_policies_max_attempts_check check (max_attempts between 1 and 100),
  constraint task_policies_on_exhausted_check check (on_exhausted in ('dead', 'fail_subject'))
);
comment on table ops.task_policies is 'How often and how long each task is tried.';
comment on column ops.task_policies.task_identifier is 'Task, e.g. accurate/pull_stock.';
comment on column ops.task_policies.max_attempts is 'Attempts before it is given up.';
comment on column ops.task_policies.timeout is 'Longest run.';
comment on column ops.task_policies.on_exhausted is 'dead: listed and alerted; fail_subject: the row it works for fails.';

create table ops.job_definitions (
  key text constraint job_definitions_pkey primary key,
  title text not null,
  agent text not null constraint job_definitions_agent_fkey references agent.profiles on delete restrict,
  task_identifier text not null,
  payload jsonb not null default '{}',
  cron text,
  time_zone text not null default 'UTC',
  business_day_offset integer not null default 1,
  needs text[] not null default '{}',
  latest_start interval,
  max_duration interval not null default '2 hours',
  expected_every interval,
  grace interval not null default '30 minutes',
  catch_up text not null default 'latest',
  min_gap interval not null default '0',
  concurrency_group text,
  makes_work_item boolean not null default false,
  requires_review boolean not null default false,
  requires_approval boolean not null default false,
  pic_id bigint constraint job_definitions_pic_id_fkey references ops.people on delete set null,
  recipient_key text,
  approval_policy_id bigint,
  max_revisions integer not null default 2,
  estimated_human_minutes integer,
  model text,
  test_mode boolean not null default false,
  is_enabled boolean not null default true,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint job_definitions_catch_up_check check (catch_up in ('all', 'latest', 'skip')),
  constraint job_definitions_max_revisions_check check (max_revisions between 0 and 2),
  constraint job_definitions_review_check check (makes_work_item or not (requires_review or requires_approval))
);
create index job_definitions_agent_idx on ops.job_definitions (agent);
create index job_definitions_pic_id_idx on ops.job_definitions (pic_id);
comment on table ops.job_definitions is 'Scheduled work: what runs, when, for whom, and what it needs first.';
comment on column ops.job_definitions.key is 'Name, e.g. stock.ddd or report.control_stock.';
comment on column ops.job_definitions.title is 'Title for people.';
comment on column ops.job_definitions.agent is 'Agent that does it.';
comment on column ops.job_definitions.task_identifier is 'Task of the worker.';
comment on column ops.job_definitions.payload is 'Parameters of the task, e.g. {"entity": "DDD"}.';
comment on column ops.job_definitions.cron is 'Slots in cron notation; NULL: only on demand.';
comment on column ops.job_definitions.time_zone is 'Zone of the cron expression.';
comment on column ops.job_definitions.business_day_offset is 'Business date = local date of the slot minus this many days.';
comment on column ops.job_definitions.needs is 'Definitions that must have succeeded for the same business date.';
comment on column ops.job_definitions.latest_start is 'How long after the slot it may wait for its needs.';
comment on column ops.job_definitions.max_duration is 'Longest run.';
comment on column ops.job_definitions.expected_every is 'How often a sign of life is expected.';
comment on column ops.job_definitions.grace is 'Tolerance on top of expected_every.';
comment on column ops.job_definitions.catch_up is 'After an outage: all, latest, or skip.';
comment on column ops.job_definitions.min_gap is 'Least distance to other jobs of the agent or the file.';
comment on column ops.job_definitions.concurrency_group is 'Jobs of one group never run at the same time.';
comment on column ops.job_definitions.makes_work_item is 'True: each run is a work item with a result that people see.';
comment on column ops.job_definitions.requires_review is 'True: layer 2 reviews the result.';
comment on column ops.job_definitions.requires_approval is 'True: the PIC signs.';
comment on column ops.job_definitions.pic_id is 'Person in charge.';
comment on column ops.job_definitions.recipient_key is 'ops.recipients key that gets the result besides the PIC.';
comment on column ops.job_definitions.approval_policy_id is 'Ladder of reminders and escalation.';
comment on column ops.job_definitions.max_revisions is 'Revisions before it escalates; never more than two.';
comment on column ops.job_definitions.estimated_human_minutes is 'What the work took a person.';
comment on column ops.job_definitions.model is 'Model id; NULL = the agent''s.';
comment on column ops.job_definitions.test_mode is 'True: effects go to test recipients.';
comment on column ops.job_definitions.is_enabled is 'False: nothing starts.';
comment on column ops.job_definitions.created_at is 'When the row was made.';
comment on column ops.job_definitions.updated_at is 'When the row was last changed.';

create table ops.occurrences (
  id bigint constraint occurrences_pkey primary key generated always as identity,
  definition_key text not null constraint occurrences_definition_key_fkey references ops.job_definitions on delete restrict,
  slot_at timestamptz not null,
  business_date date not null,
  status text not null default 'expected',
  is_catch_up boolean not null default false,
  is_manual boolean not null default false,
  payload jsonb not null default '{}',
  requested_by name not null default util.caller(),
  wakeup_id bigint constraint occurrences_wakeup_id_key unique
    constraint occurrences_wakeup_id_fkey references ops.wakeups on delete restrict,
  run_token uuid,
  claimed_by uuid constraint occurrences_claimed_by_fkey references ops.workers on delete restrict,
  attempts integer not null default 0,
  error jsonb,
  note text,
  created_at timestamptz not null default util.now(),
  started_at timestamptz,
  finished_at timestamptz,
  constraint occurrences_definition_key_slot_at_key unique (definition_key, slot_at),
  constraint occurrences_status_check check (status in ('expected', 'waiting', 'running', 'done', 'late', 'failed', 'collapsed', 'skipped')),
  constraint occurrences_run_check check ((status = 'running') = (run_token is not null and claimed_by is not null)),
  constraint occurrences_wakeup_check check (wakeup_id is null or status in ('expected', 'waiting')),
  constraint occurrences_finished_check check ((status in ('done', 'late', 'failed', 'collapsed', 'skipped')) = (finished_at is not null)),
  constraint occurrences_error_check check (status <> 'failed' or error is not null)
);
create index occurrences_definition_key_business_date_idx on ops.occurrences (definition_key, business_date, status);
create index occurrences_open_idx on ops.occurrences (status) where status in ('expected', 'waiting', 'running');
create index occurrences_claimed_by_idx on ops.occurrences (claimed_by) where claimed_by is not null;
comment on table ops.occurrences is 'Each expected run of a definition, with its outcome: no slot vanishes.';
comment on column ops.occurrences.id is 'Number; the payload of its job.';
comment on column ops.occurrences.definition_key is 'What runs.';
comment on column ops.occurrences.slot_at is 'The slot it stands for; of a manual run, the time of asking.';
comment on column ops.occurrences.business_date is 'The trading day it works on.';
comment on column ops.occurrences.status is 'expected → waiting (needs) → running → done | late | failed; or collapsed, skipped.';
comment on column ops.occurrences.is_catch_up is 'True: made up for after an outage.';
comment on column ops.occurrences.is_manual is 'True: a person asked for it.';
comment on column ops.occurrences.payload is 'Overrides of the definition''s payload, e.g. the first day of a range.';
comment on column ops.occurrences.requested_by is 'Database role that asked for it.';
comment on column ops.occurrences.wakeup_id is 'Its deadline, while it waits for its needs.';
comment on column ops.occurrences.run_token is 'Fencing token of the run that holds it.';
comment on column ops.occurrences.claimed_by is 'Worker incarnation that holds it.';
comment on column ops.occurrences.attempts is 'How often it was started.';
comment on column ops.occurrences.error is 'Why it failed.';
comment on column ops.occurrences.note is 'What a person or the engine noted.';
comment on column ops.occurrences.created_at is 'When the row was made.';
comment on column ops.occurrences.started_at is 'When the present run started.';
comment on column ops.occurrences.finished_at is 'When it ended.';

create table ops.rate_keys (
  key text constraint rate_keys_pkey primary key,
  min_gap interval not null,
  next_at timestamptz not null default clock_timestamp(),
  note text,
  constraint rate_keys_min_gap_check check (min_gap >= '0')
);
comment on table ops.rate_keys is 'Rate of calls to a vendor: requests of one key leave at least min_gap apart, over all workers.';
comment on column ops.rate_keys.key is 'Vendor and token, e.g. accurate:DDD.';
comment on column ops.rate_keys.min_gap is 'Least distance between two requests. 130 ms stays under 8 per second in every rolling second.';
comment on column ops.rate_keys.next_at is 'First free slot (real clock). A 429 moves it.';
comment on column ops.rate_keys.note is 'Why this number.';
