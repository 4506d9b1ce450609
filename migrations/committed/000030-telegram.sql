--! Previous: sha1:3b46ad0de113173c7605f2d295b02946b9bca9f9
--! Hash: sha1:6cab7cb21eab3151aa165d11c5d5aec0e77e1b07

-- The second way to sign: buttons in the person's own chat. One poller at a time reads what comes in, and the offset moves in the
-- commit that keeps the updates. And who waits for a report that is not there is told so: once a day, and when it is.

create table ops.telegram_offset (
  bot text constraint telegram_offset_pkey primary key,
  next_update_id bigint not null default 0,
  held_by uuid constraint telegram_offset_held_by_fkey references ops.workers on delete set null,
  held_until timestamptz,
  last_update_at timestamptz,
  polled_at timestamptz,
  failing_since timestamptz,
  error jsonb,
  constraint telegram_offset_bot_check check (bot ~ '^[0-9]+$'),
  constraint telegram_offset_error_check check ((failing_since is null) = (error is null))
);
create index telegram_offset_held_by_idx on ops.telegram_offset (held_by);
comment on table ops.telegram_offset is 'How far the updates of a bot have been read, and which worker reads them. Real clock.';
comment on column ops.telegram_offset.bot is 'Number of the bot: the part of its token before the colon.';
comment on column ops.telegram_offset.next_update_id is 'First update that is asked for. What is below it has been stored.';
comment on column ops.telegram_offset.held_by is 'The worker that reads now: Telegram refuses a second one.';
comment on column ops.telegram_offset.held_until is 'After this another worker may read.';
comment on column ops.telegram_offset.last_update_at is 'When the last update came. After a quiet week Telegram counts from anywhere.';
comment on column ops.telegram_offset.polled_at is 'When Telegram answered last.';
comment on column ops.telegram_offset.failing_since is 'Since when nothing can be read; NULL: it works.';
comment on column ops.telegram_offset.error is 'Why: code and message.';

-- Answers to a pressed button and changed messages: doing them again does no harm, so they have a rule of their own in ops.channels.
-- Both checks may have grown meanwhile: what they allow is kept.
do $$
declare
  v_allowed text;
begin
  select pg_get_expr(c.conbin, c.conrelid) into strict v_allowed
    from pg_constraint c where c.conrelid = 'ops.outbox'::regclass and c.conname = 'outbox_channel_check';
  alter table ops.outbox drop constraint outbox_channel_check;
  execute format('alter table ops.outbox add constraint outbox_channel_check check (%s or channel = %L)', v_allowed, 'telegram_edit');
  select pg_get_expr(c.conbin, c.conrelid) into strict v_allowed
    from pg_constraint c where c.conrelid = 'ops.inbound_messages'::regclass and c.conname = 'inbound_messages_outcome_check';
  alter table ops.inbound_messages drop constraint inbound_messages_outcome_check;
  execute format('alter table ops.inbound_messages add constraint inbound_messages_outcome_check check (%s or outcome = %L)', v_allowed, 'closed');
end $$;
create index outbox_chat_message_idx on ops.outbox (recipient, external_id) where channel = 'telegram' and external_id is not null;

alter table ops.job_definitions
  add column missing_notice text not null default 'all',
  add constraint job_definitions_missing_notice_check check (missing_notice in ('all', 'pic', 'none'));
comment on column ops.job_definitions.missing_notice is 'Who is told that its report is not there: all (the PIC and its recipients), pic, none.';

create table ops.missing_notices (
  id bigint constraint missing_notices_pkey primary key generated always as identity,
  occurrence_id bigint not null constraint missing_notices_occurrence_id_fkey references ops.occurrences on delete cascade,
  told_on date not null,
  told_at timestamptz not null default util.now(),
  subject text not null,
  body text not null,
  resolved_at timestamptz,
  resolved_how text,
  constraint missing_notices_occurrence_id_told_on_key unique (occurrence_id, told_on),
  constraint missing_notices_resolved_check check ((resolved_at is null) = (resolved_how is null)),
  constraint missing_notices_resolved_how_check check (resolved_how in ('published', 'dropped', 'lapsed'))
);
create index missing_notices_open_idx on ops.missing_notices (occurrence_id) where resolved_at is null;
comment on table ops.missing_notices is 'That a report was not there, and who waits for it was told: once per report and day, and once more when it is there.';
comment on column ops.missing_notices.id is 'Number of the notice.';
comment on column ops.missing_notices.occurrence_id is 'The run that should have made the report.';
comment on column ops.missing_notices.told_on is 'Day in Jakarta.';
comment on column ops.missing_notices.told_at is 'When it was told.';
comment on column ops.missing_notices.subject is 'What was told, in one line.';
comment on column ops.missing_notices.body is 'Why it was not there, and what was to happen next.';
comment on column ops.missing_notices.resolved_at is 'When there was nothing left to tell; NULL: it is still not there.';
comment on column ops.missing_notices.resolved_how is 'published | dropped (nobody makes it any more) | lapsed (nothing after missing.days).';
