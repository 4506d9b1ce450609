--! Previous: sha1:e5885961012e0af8d6265837dd90cdbe44e9fef3
--! Hash: sha1:c396a305f76bdc75e1f1c3ce2a97c32ddb9fb414

-- Reliability: what happens when a worker dies, a vendor is away, an answer is lost.

alter table ops.workers
  add column breaking_number integer,
  add column deployment_id bigint constraint workers_deployment_id_fkey references ops.deployments on delete set null;
create index workers_deployment_id_idx on ops.workers (deployment_id);
comment on column ops.workers.breaking_number is 'Breaking number of the program; it must be that of the database.';
comment on column ops.workers.deployment_id is 'The deployment that was the newest when it started; when another one changes something, it restarts.';

alter table ops.occurrences
  add column deferred_until timestamptz,
  add column deferrals integer not null default 0,
  add constraint occurrences_deferred_check check (deferred_until is null or (status = 'expected' and wakeup_id is not null));
comment on column ops.occurrences.deferred_until is 'The source asked for time: not started again before this. Its wake-up is of kind "deferred".';
comment on column ops.occurrences.deferrals is 'How often it was put off; each time it waits longer.';

alter table ops.work_items
  add column deferred_until timestamptz,
  add column deferrals integer not null default 0,
  add constraint work_items_deferred_check check (deferred_until is null or (status = 'in_progress' and claimed_by is null));
comment on column ops.work_items.deferred_until is 'A source asked for time: no run takes it before this. Its wake-up is of kind "deferred".';
comment on column ops.work_items.deferrals is 'How often it was put off; each time it waits longer.';

create table ops.channels (
  channel text constraint channels_pkey primary key,
  on_unknown text not null,
  unknown_min_age interval not null default '1 minute',
  resend_severities text[] not null default '{}',
  resend_mark text,
  description text not null,
  constraint channels_on_unknown_check check (on_unknown in ('ask', 'resend_once', 'repeat', 'look_up')),
  constraint channels_unknown_min_age_check check (unknown_min_age >= '0'),
  constraint channels_resend_mark_check check (on_unknown <> 'resend_once' or resend_mark like '%\%s%')
);
comment on table ops.channels is 'What is done when nobody knows whether an effect happened, one row per channel.';
comment on column ops.channels.channel is 'As in ops.outbox.channel.';
comment on column ops.channels.on_unknown is 'ask: a person decides; resend_once: the severities of resend_severities once more, marked, the others never; repeat: the same again does no harm; look_up: the provider is asked.';
comment on column ops.channels.unknown_min_age is 'How long after the loss of the answer it is decided: the effect may still be on its way.';
comment on column ops.channels.resend_severities is 'With resend_once: which are sent again.';
comment on column ops.channels.resend_mark is 'With resend_once: what is put before the repeated message; %s is its reference.';
comment on column ops.channels.description is 'Why.';

alter table ops.outbox
  add column severity text not null default 'info',
  add column is_mirror boolean not null default false,
  add column resend_count integer not null default 0,
  add column is_settled boolean not null default false,
  add column wakeup_id bigint constraint outbox_wakeup_id_key unique
    constraint outbox_wakeup_id_fkey references ops.wakeups on delete restrict,
  add constraint outbox_severity_check check (severity in ('info', 'warning', 'critical')),
  add constraint outbox_settled_check check (not is_settled or status = 'unknown'),
  add constraint outbox_resend_count_check check (resend_count between 0 and 1);
comment on column ops.outbox.severity is 'info | warning | critical: whether it is sent again when its fate is unknown.';
comment on column ops.outbox.is_mirror is 'True: shows a state that changes (a page, a sheet). It is read when it is sent, and one row waits per channel, recipient and subject.';
comment on column ops.outbox.resend_count is 'How often it was sent again though the first may have arrived.';
comment on column ops.outbox.is_settled is 'True: unknown for ever, by the channel''s rule. Nobody is asked.';
comment on column ops.outbox.wakeup_id is 'Its timer, as long as next_at says that it waits.';
comment on column ops.outbox.next_at is 'Planned: not before this time. Unknown: when its fate is decided or asked about.';
create unique index outbox_mirror_idx on ops.outbox (channel, recipient, subject_key) where is_mirror and status = 'planned';

-- Rows of before: each wait gets its timer.
do $$
declare
  v_row record;
  v_wakeup bigint;
begin
  update ops.outbox o set next_at = null where o.status not in ('planned', 'unknown') and o.next_at is not null;
  update ops.outbox o set next_at = util.now() where o.status = 'unknown';
  for v_row in select o.id, o.status, o.next_at from ops.outbox o where o.next_at is not null loop
    insert into ops.wakeups (kind, subject_kind, subject_id, due_at)
    values (case v_row.status when 'planned' then 'due' else 'reconcile' end, 'outbox', v_row.id::text, v_row.next_at)
    returning id into v_wakeup;
    update ops.outbox o set wakeup_id = v_wakeup where o.id = v_row.id;
  end loop;
end;
$$;
alter table ops.outbox
  add constraint outbox_wakeup_check check ((next_at is not null) = (wakeup_id is not null)),
  add constraint outbox_next_at_check check (next_at is null or status in ('planned', 'unknown')),
  add constraint outbox_unknown_check check (status <> 'unknown' or is_settled or next_at is not null);

create table ops.job_crashes (
  job_key text not null,
  incarnation uuid not null constraint job_crashes_incarnation_fkey references ops.workers on delete cascade,
  task_identifier text not null,
  at timestamptz not null default clock_timestamp(),
  set_aside_at timestamptz,
  cleared_at timestamptz,
  cleared_by name,
  note text,
  constraint job_crashes_pkey primary key (job_key, incarnation),
  constraint job_crashes_cleared_check check ((cleared_at is null) = (cleared_by is null))
);
create index job_crashes_incarnation_idx on ops.job_crashes (incarnation);
comment on table ops.job_crashes is 'Which job was held by a worker when it died. A job that was there three times is set aside.';
comment on column ops.job_crashes.job_key is 'The job, e.g. occurrence:17.';
comment on column ops.job_crashes.incarnation is 'The start of a worker that died. Counted once each, however often it is noticed.';
comment on column ops.job_crashes.task_identifier is 'Its task.';
comment on column ops.job_crashes.at is 'When it was noticed (real clock).';
comment on column ops.job_crashes.set_aside_at is 'When this death was one too many.';
comment on column ops.job_crashes.cleared_at is 'When a person let the job try again; it counts no more.';
comment on column ops.job_crashes.cleared_by is 'Who did.';
comment on column ops.job_crashes.note is 'Why.';

alter table ops.rate_keys add column postponed_until timestamptz;
comment on column ops.rate_keys.postponed_until is 'Until when the vendor asked for a pause (real clock). Slots before it that were handed out already are void.';

-- Their answers have more columns now, or they take more arguments; the files of sql/ make them again.
drop function if exists ops.outbox_claim(bigint, uuid);
