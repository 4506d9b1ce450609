--! Previous: sha1:43f32c49de9a97cf8b78a1090fe2db7c6083073f
--! Hash: sha1:e5885961012e0af8d6265837dd90cdbe44e9fef3

-- The schedule: slots that are expanded ahead, the wake-ups that hold them, what the dispatcher has handed on, and pauses.

alter table ops.wakeups add column dispatched_at timestamptz;
comment on column ops.wakeups.dispatched_at is 'When its job was added (real clock); NULL: not due yet, or to be handed out again.';
drop index ops.wakeups_due_at_idx;
create index wakeups_due_at_idx on ops.wakeups (due_at) where dispatched_at is null;
create index wakeups_dispatched_at_idx on ops.wakeups (dispatched_at) where dispatched_at is not null;
create index wakeups_subject_kind_subject_id_idx on ops.wakeups (subject_kind, subject_id);
alter table ops.wakeups drop constraint wakeups_subject_kind_check;
alter table ops.wakeups add constraint wakeups_subject_kind_check
  check (subject_kind in ('work_item', 'occurrence', 'event', 'outbox', 'load', 'pause'));

-- An expected run is either with the queue (released_at) or held by its wake-up: its slot, free capacity, a pause, a deferral.
-- There is no third way, so none can be forgotten.
alter table ops.occurrences add column released_at timestamptz default util.now();
comment on column ops.occurrences.released_at is 'When it was handed to the queue; NULL while a wake-up holds it.';
update ops.occurrences set released_at = null where wakeup_id is not null;
alter table ops.occurrences drop constraint occurrences_wakeup_check;
alter table ops.occurrences add constraint occurrences_wakeup_check
  check ((status = 'waiting' or status = 'expected' and released_at is null) = (wakeup_id is not null));
alter table ops.occurrences add column collapsed_into bigint
  constraint occurrences_collapsed_into_fkey references ops.occurrences on delete set null;
create index occurrences_collapsed_into_idx on ops.occurrences (collapsed_into) where collapsed_into is not null;
comment on column ops.occurrences.collapsed_into is 'The later run that stands for this slot.';
comment on column ops.occurrences.wakeup_id is 'What holds it: its slot, the deadline of its needs, free capacity, a pause, a deferral.';

create table ops.schedule_marks (
  definition_key text constraint schedule_marks_pkey primary key
    constraint schedule_marks_definition_key_fkey references ops.job_definitions on delete cascade,
  expanded_until timestamptz not null default util.now(),
  checked_at timestamptz
);
comment on table ops.schedule_marks is 'Up to when the slots of each definition are rows of ops.occurrences. A new definition begins now: nothing is made up for the time before it.';
comment on column ops.schedule_marks.definition_key is 'The definition.';
comment on column ops.schedule_marks.expanded_until is 'All slots before this time are rows.';
comment on column ops.schedule_marks.checked_at is 'When the dispatcher expanded it last; NULL: it changed and is expanded at the next tick.';
insert into ops.schedule_marks (definition_key) select d.key from ops.job_definitions d;

create table ops.pauses (
  id bigint constraint pauses_pkey primary key generated always as identity,
  what text not null,
  note text not null,
  paused_at timestamptz not null default util.now(),
  paused_by text not null default util.caller(),
  until timestamptz,
  wakeup_id bigint constraint pauses_wakeup_id_key unique
    constraint pauses_wakeup_id_fkey references ops.wakeups on delete restrict,
  ended_at timestamptz,
  ended_by text,
  end_note text,
  constraint pauses_what_check check (what = 'all' or what ~ '^(agent|job|entity):.+$'),
  constraint pauses_note_check check (note <> ''),
  constraint pauses_wakeup_check check ((until is not null and ended_at is null) = (wakeup_id is not null)),
  constraint pauses_end_check check ((ended_at is null) = (ended_by is null))
);
create unique index pauses_what_key on ops.pauses (what) where ended_at is null;
comment on table ops.pauses is 'What may not start at present, why, and who said so. A row stays when its pause has ended.';
comment on column ops.pauses.id is 'Number of the pause.';
comment on column ops.pauses.what is 'all, agent:<name>, job:<key> or entity:<DDD>.';
comment on column ops.pauses.note is 'Why.';
comment on column ops.pauses.paused_at is 'Since when.';
comment on column ops.pauses.paused_by is 'Who paused it.';
comment on column ops.pauses.until is 'When it ends by itself; NULL: when a person resumes.';
comment on column ops.pauses.wakeup_id is 'The wake-up that ends it.';
comment on column ops.pauses.ended_at is 'When it ended.';
comment on column ops.pauses.ended_by is 'Who resumed; timer when it ended by itself.';
comment on column ops.pauses.end_note is 'What was said when it was resumed.';
