-- Tasks read everything of the engine and change it through these functions only.
grant usage on schema ops to mandor_worker;
grant select on all tables in schema ops to mandor_worker;
grant execute on function
  ops.dispatcher_tick(integer), ops.wakeups_dispatch(integer), ops.wakeup_fire(bigint), ops.occurrences_expand(), ops.paused(text, text, text),
  ops.cron_slots(text, text, timestamptz, timestamptz), ops.caller_is_staff(), ops.jobs_list(), ops.runs_lost(), ops.occurrence_needs_missing(bigint), ops.event_status(uuid),
  ops.worker_register(text, text, integer, text, integer), ops.worker_pool_add(uuid, text), ops.worker_beat(uuid), ops.worker_stop(uuid),
  ops.worker_timing(), ops.sweep(), ops.workers_reap(), ops.worker_is_live(uuid), ops.worker_is_current(uuid), ops.worker_strays(uuid, bigint[]), ops.task_timeouts(), ops.run_abandon(text, text, uuid, jsonb, boolean),
  ops.event_submit(text, jsonb, text, text, integer, uuid), ops.event_run(uuid, uuid),
  ops.occurrence_open(text, date, jsonb, timestamptz, boolean), ops.occurrence_start(bigint, uuid), ops.occurrence_finish(uuid, text),
  ops.occurrence_fail(uuid, jsonb, boolean),
  ops.work_item_start(bigint, uuid), ops.work_item_finish(uuid, jsonb, jsonb), ops.work_item_fail(uuid, jsonb, boolean),
  ops.outbox_claim(bigint, uuid, text), ops.outbox_confirm(uuid, text, text), ops.outbox_refuse(uuid, jsonb, interval, boolean), ops.outbox_unknown(uuid, jsonb),
  ops.occurrence_defer(uuid, numeric, text), ops.work_item_defer(uuid, numeric, text), ops.outbox_defer(uuid, numeric, text),
  ops.outbox_attachment(uuid), ops.outbox_suspend(uuid, text), ops.outbox_look(bigint), ops.report_link_put(text, text, text, date), ops.outbox_hold(bigint, text), ops.outbox_moved(uuid, text), ops.outbox_reconcile(bigint, text),
  ops.alert_raise(text, text, text, text, text, text, interval), ops.journal_seal(), ops.watch_run(), ops.retention_run(boolean), ops.explain(text, text), ops.journal_verify(),
  ops.rate_take(text, integer), ops.rate_postpone(text, timestamptz), ops.rate_postponed(text)
  to mandor_worker;
grant execute on function
  ops.work_item_timer(bigint), ops.review_result_record(bigint, integer, text, boolean, boolean, jsonb),
  ops.approval_decide(bigint, integer, text, text, text, bigint, jsonb), ops.approval_bounced(bigint, jsonb)
  to mandor_worker;
-- The intake asks for named reports, for a recipient only.
grant execute on function ops.report_list(bigint), ops.report_run(text, jsonb, integer, bigint), ops.data_findings_run(boolean) to mandor_worker;
grant execute on function
  ops.notion_page_read(uuid, boolean), ops.notion_source_learn(text, text, jsonb), ops.notion_page_note(uuid, text, text, text, text, text),
  ops.notion_blocked(uuid, text, text)
  to mandor_worker;
-- Our own Sheets.
grant execute on function
  ops.sheet_begin(uuid), ops.sheet_rows(text, text, integer, integer, integer), ops.sheet_row_count(text, text, integer), ops.sheet_create(uuid), ops.sheet_created(uuid, text, text), ops.sheet_set_up(uuid),
  ops.sheet_written(uuid, bigint, integer), ops.sheet_checked(uuid, jsonb), ops.sheet_not_checked(uuid, text), ops.sheet_check_begin(uuid), ops.sheet_check_finish(uuid, jsonb),
  ops.sheet_link(text)
  to mandor_worker;
-- What comes in.
grant execute on function ops.inbound_store(text, text, bytea, timestamptz) to mandor_worker;
-- The review of layer 2.
grant execute on function ops.review_run(bigint, integer, boolean) to mandor_worker;
-- What people say and press in Telegram.
grant execute on function
  ops.telegram_poll_begin(text, uuid), ops.telegram_poll_end(text, uuid, text[]), ops.telegram_poll_fail(text, uuid, text, text, integer),
  ops.telegram_receive(bigint), ops.missing_run()
  to mandor_worker;
-- Mailboxes.
grant execute on function
  ops.mailboxes_poll(), ops.mailbox_begin(text, uuid), ops.mailbox_missing(uuid, text[]), ops.mailbox_store(uuid, text, bytea, timestamptz, bigint),
  ops.mailbox_advance(uuid, text, text, text), ops.mailbox_finish(uuid), ops.mailbox_fail(uuid, text, boolean, numeric), ops.mailbox_off(text, text),
  ops.mailbox_poll(text)
  to mandor_worker;
-- What was written in answer to us.
grant execute on function ops.inbound_begin(bigint), ops.inbound_sent(text[], text, text), ops.inbound_read(bigint, jsonb) to mandor_worker;
-- The parallel run: reading a person's tab.
grant execute on function ops.parallel_begin(uuid), ops.parallel_finish(uuid, jsonb, jsonb), ops.parallel_fail(uuid, text) to mandor_worker;
-- Self-healing: the checklist, and commands for machines.
grant execute on function
  ops.overseer_run(uuid), ops.step_begin(bigint, uuid), ops.step_finish(uuid, jsonb)
  to mandor_worker;
-- The director's morning, and which secrets there are.
grant execute on function ops.morning_tell(uuid), ops.credentials_note(text[]) to mandor_worker;
-- The cross-check.
grant execute on function ops.cross_check_begin(uuid), ops.cross_check_next(uuid, jsonb, jsonb), ops.cross_check_finish(uuid) to mandor_worker;
