--! Previous: sha1:797460724e8378ce48f7e3ffff53912908848b54
--! Hash: sha1:7134522a785221d4f3793845ce69aa267b8fa11f

-- Approvals: who is asked, by which ladder of reminders, on which calendar, and what they decided; and what the timers of a
-- work item have to remember.

-- Their return types change.
drop function if exists ops.work_item_pass(bigint, text, text, text);

create table ops.calendars (
  key text constraint calendars_pkey primary key,
  title text not null,
  time_zone text not null default 'Asia/Jakarta',
  working_weekdays integer[] not null default '{1,2,3,4,5,6,7}',
  constraint calendars_working_weekdays_check check (
    cardinality(working_weekdays) > 0 and working_weekdays <@ '{1,2,3,4,5,6,7}'::integer[])
);
comment on table ops.calendars is 'On which days the clock of a deadline runs.';
comment on column ops.calendars.key is 'Name, e.g. company.';
comment on column ops.calendars.title is 'Name for people.';
comment on column ops.calendars.time_zone is 'Zone in which a day begins.';
comment on column ops.calendars.working_weekdays is 'Days of the week that count: 1 = Monday … 7 = Sunday.';

create table ops.holidays (
  calendar_key text not null constraint holidays_calendar_key_fkey references ops.calendars on delete cascade,
  day_on date not null,
  name text not null,
  constraint holidays_pkey primary key (calendar_key, day_on)
);
comment on table ops.holidays is 'Days on which the clock of deadlines stands still: public holidays, Lebaran.';
comment on column ops.holidays.calendar_key is 'The calendar.';
comment on column ops.holidays.day_on is 'The day, from midnight to midnight in the calendar''s zone.';
comment on column ops.holidays.name is 'What day it is.';

create table ops.approval_policies (
  id bigint constraint approval_policies_pkey primary key generated always as identity,
  key text not null constraint approval_policies_key_key unique,
  title text not null,
  calendar_key text constraint approval_policies_calendar_key_fkey references ops.calendars on delete restrict,
  is_default boolean not null default false
);
create index approval_policies_calendar_key_idx on ops.approval_policies (calendar_key);
create unique index approval_policies_default_idx on ops.approval_policies (is_default) where is_default;
comment on table ops.approval_policies is 'Ladders: what happens when nobody answers a request for approval.';
comment on column ops.approval_policies.id is 'Number of the policy.';
comment on column ops.approval_policies.key is 'Name, e.g. standard.';
comment on column ops.approval_policies.title is 'Name for people.';
comment on column ops.approval_policies.calendar_key is 'Calendar on which its hours count; NULL: every hour counts.';
comment on column ops.approval_policies.is_default is 'True: holds for definitions that name none. One row.';

create table ops.approval_rungs (
  policy_id bigint not null constraint approval_rungs_policy_id_fkey references ops.approval_policies on delete cascade,
  position integer not null,
  after interval not null,
  action text not null,
  whom text not null,
  constraint approval_rungs_pkey primary key (policy_id, position),
  constraint approval_rungs_position_check check (position > 0),
  constraint approval_rungs_after_check check (after >= '0'),
  constraint approval_rungs_action_check check (action in ('remind', 'open_backup', 'escalate')),
  constraint approval_rungs_whom_check check (whom in ('pic', 'backup', 'both', 'supervisor'))
);
comment on table ops.approval_rungs is 'The rungs of a ladder, climbed one after the other from the moment the request has arrived.';
comment on column ops.approval_rungs.policy_id is 'The ladder.';
comment on column ops.approval_rungs.position is 'Order: 1, 2, 3 …';
comment on column ops.approval_rungs.after is 'How long after the request arrived, on the policy''s calendar.';
comment on column ops.approval_rungs.action is 'remind | open_backup (the first may still answer) | escalate (the ladder ends).';
comment on column ops.approval_rungs.whom is 'pic | backup | both | supervisor.';

create table ops.absences (
  id bigint constraint absences_pkey primary key generated always as identity,
  person_id bigint not null constraint absences_person_id_fkey references ops.people on delete cascade,
  from_on date not null,
  to_on date not null,
  delegate_id bigint constraint absences_delegate_id_fkey references ops.people on delete set null,
  note text,
  constraint absences_range_check check (to_on >= from_on),
  constraint absences_delegate_id_check check (delegate_id <> person_id)
);
create index absences_person_id_idx on ops.absences (person_id, from_on);
create index absences_delegate_id_idx on ops.absences (delegate_id);
comment on table ops.absences is 'Who is away from when to when, and who decides meanwhile. It opens the backup at once.';
comment on column ops.absences.id is 'Number of the row.';
comment on column ops.absences.person_id is 'Who is away.';
comment on column ops.absences.from_on is 'First day away.';
comment on column ops.absences.to_on is 'Last day away.';
comment on column ops.absences.delegate_id is 'Who decides meanwhile; NULL: the definition''s backup.';
comment on column ops.absences.note is 'Why, if it matters.';

alter table ops.job_definitions
  add column backup_id bigint constraint job_definitions_backup_id_fkey references ops.people on delete set null,
  add constraint job_definitions_approval_policy_id_fkey foreign key (approval_policy_id) references ops.approval_policies on delete restrict;
create index job_definitions_backup_id_idx on ops.job_definitions (backup_id);
create index job_definitions_approval_policy_id_idx on ops.job_definitions (approval_policy_id);
comment on column ops.job_definitions.backup_id is 'Who is asked when the PIC is away or does not answer; NULL: the PIC''s supervisor.';

create table ops.approvals (
  id bigint constraint approvals_pkey primary key generated always as identity,
  work_item_id bigint not null constraint approvals_work_item_id_fkey references ops.work_items on delete restrict,
  revision_no integer,
  figures_hash text,
  person_id bigint not null constraint approvals_person_id_fkey references ops.people on delete restrict,
  role text not null,
  status text not null default 'open',
  token uuid not null default gen_random_uuid() constraint approvals_token_key unique,
  outbox_id bigint constraint approvals_outbox_id_fkey references ops.outbox on delete set null,
  requested_at timestamptz not null default util.now(),
  decided_at timestamptz,
  closed_at timestamptz,
  closed_why text,
  channel text,
  notes text,
  evidence jsonb,
  constraint approvals_role_check check (role in ('pic', 'backup', 'supervisor')),
  constraint approvals_status_check check (status in ('open', 'approved', 'rejected', 'closed')),
  constraint approvals_decided_check check ((status in ('approved', 'rejected')) = (decided_at is not null)),
  constraint approvals_closed_check check ((status = 'closed') = (closed_at is not null and closed_why is not null)),
  constraint approvals_notes_check check (status <> 'rejected' or notes is not null),
  constraint approvals_revision_check check ((revision_no is null) = (figures_hash is null) and (revision_no is not null or role = 'supervisor')),
  constraint approvals_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict
);
create unique index approvals_open_idx on ops.approvals (work_item_id, person_id) where status = 'open';
create index approvals_work_item_id_idx on ops.approvals (work_item_id);
create index approvals_work_item_id_revision_no_idx on ops.approvals (work_item_id, revision_no);
create index approvals_person_id_idx on ops.approvals (person_id);
create index approvals_outbox_id_idx on ops.approvals (outbox_id);
comment on table ops.approvals is 'Who was asked to sign which frozen figures, and what they answered. Its wait is the work item''s: one timer.';
comment on column ops.approvals.id is 'Number of the request.';
comment on column ops.approvals.work_item_id is 'The item.';
comment on column ops.approvals.revision_no is 'The frozen revision that is to be signed; NULL: the item was escalated before there was one.';
comment on column ops.approvals.figures_hash is 'Hash of its figures: the signature is bound to it.';
comment on column ops.approvals.person_id is 'Who is asked.';
comment on column ops.approvals.role is 'pic | backup | supervisor (of an escalated item).';
comment on column ops.approvals.status is 'open → approved | rejected | closed.';
comment on column ops.approvals.token is 'Unguessable: stands in the Message-ID, a reply is matched by it.';
comment on column ops.approvals.outbox_id is 'The message that asked last; NULL: there was no address.';
comment on column ops.approvals.requested_at is 'When it was asked for.';
comment on column ops.approvals.decided_at is 'When this person decided.';
comment on column ops.approvals.closed_at is 'When an answer was no longer needed.';
comment on column ops.approvals.closed_why is 'decided (by another) | superseded | withdrawn | escalated | settled.';
comment on column ops.approvals.channel is 'How the answer came: email, telegram, console, cli.';
comment on column ops.approvals.notes is 'What the person wrote.';
comment on column ops.approvals.evidence is 'What proves it: message id, authentication results.';

create table ops.decision_attempts (
  id bigint constraint decision_attempts_pkey primary key generated always as identity,
  work_item_id bigint not null constraint decision_attempts_work_item_id_fkey references ops.work_items on delete restrict,
  approval_id bigint constraint decision_attempts_approval_id_fkey references ops.approvals on delete restrict,
  kind text not null,
  decision text,
  outcome text not null,
  person_id bigint constraint decision_attempts_person_id_fkey references ops.people on delete restrict,
  channel text,
  notes text,
  evidence jsonb,
  at timestamptz not null default util.now(),
  database_role name not null default util.caller()
);
create index decision_attempts_work_item_id_idx on ops.decision_attempts (work_item_id, id);
create index decision_attempts_approval_id_idx on ops.decision_attempts (approval_id);
create index decision_attempts_person_id_idx on ops.decision_attempts (person_id);
comment on table ops.decision_attempts is 'Each attempt of a person or reviewer to decide about a work item, refused ones too. Append-only.';
comment on column ops.decision_attempts.id is 'Order of attempts.';
comment on column ops.decision_attempts.work_item_id is 'The item.';
comment on column ops.decision_attempts.approval_id is 'The request that was answered, if it was one.';
comment on column ops.decision_attempts.kind is 'review, approval, skip, cancel, withdraw, redo, approve, close, retry, correct.';
comment on column ops.decision_attempts.decision is 'What was wanted, e.g. pass, reject, approve.';
comment on column ops.decision_attempts.outcome is 'What the function answered.';
comment on column ops.decision_attempts.person_id is 'Who it was, when it was a known person.';
comment on column ops.decision_attempts.channel is 'How it came.';
comment on column ops.decision_attempts.notes is 'The note.';
comment on column ops.decision_attempts.evidence is 'What proves who it was.';
comment on column ops.decision_attempts.at is 'When (business clock).';
comment on column ops.decision_attempts.database_role is 'Database role that called.';

create table ops.review_results (
  work_item_id bigint not null,
  revision_no integer not null,
  check_key text not null,
  is_blocking boolean not null,
  is_passed boolean not null,
  detail jsonb not null default '{}',
  checked_at timestamptz not null default util.now(),
  constraint review_results_pkey primary key (work_item_id, revision_no, check_key),
  constraint review_results_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict
);
comment on table ops.review_results is 'What the checks of layer 2 measured on a frozen revision. A blocking one that failed stops the review from passing.';
comment on column ops.review_results.work_item_id is 'The item.';
comment on column ops.review_results.revision_no is 'The revision that was checked.';
comment on column ops.review_results.check_key is 'Which check.';
comment on column ops.review_results.is_blocking is 'True: the revision does not pass without it.';
comment on column ops.review_results.is_passed is 'What it found.';
comment on column ops.review_results.detail is 'Measured, expected, rows that differ.';
comment on column ops.review_results.checked_at is 'When it was checked.';

alter table ops.work_item_states
  add column wakeup_after interval,
  add column gives_up_after interval;
comment on column ops.work_item_states.wakeup_after is 'How long until its wake-up is due; NULL: the definition or the ladder says so.';
comment on column ops.work_item_states.gives_up_after is 'How long the state may last in all, when its wake-up comes again and again.';

alter table ops.work_items
  add column wakeup_step integer not null default 0,
  add column timer_retries integer not null default 0,
  add column failed_since timestamptz,
  add column ladder_started_at timestamptz,
  add column rung_position integer not null default 0;
update ops.work_items set failed_since = updated_at where status = 'failed';
alter table ops.work_items
  add constraint work_items_timer_retries_check check (timer_retries between 0 and 3),
  add constraint work_items_failed_since_check check (status <> 'failed' or failed_since is not null),
  add constraint work_items_ladder_check check (status = 'pending_approval' or (ladder_started_at is null and rung_position = 0)),
  add constraint work_items_corrects_id_check check (corrects_id is null or subject_key like 'koreksi-%');
comment on column ops.work_items.wakeup_step is 'How often its timer has been due in this state.';
comment on column ops.work_items.timer_retries is 'How often the timer let it run again since a person last did, or since it last succeeded; three at most.';
comment on column ops.work_items.failed_since is 'Since when it has been failing; kept through the timer''s retries.';
comment on column ops.work_items.ladder_started_at is 'When the request for approval arrived: the hours of the ladder count from here.';
comment on column ops.work_items.rung_position is 'The last rung that was climbed.';

alter table ops.work_item_history add column revision_count integer;
comment on column ops.work_item_history.revision_count is 'How often it had been sent back before this change; a redo starts again at none.';
