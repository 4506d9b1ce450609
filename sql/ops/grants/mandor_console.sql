grant usage on schema ops to mandor_console;
grant select on all tables in schema ops to mandor_console;
grant execute on function
  ops.pause(text, text, timestamptz), ops.resume(text, text), ops.paused(text, text, text),
  ops.cron_slots(text, text, timestamptz, timestamptz), ops.caller_is_staff(), ops.jobs_list(), ops.runs_lost(), ops.occurrence_needs_missing(bigint), ops.event_status(uuid),
  ops.event_submit(text, jsonb, text, text, integer, uuid), ops.event_retry(uuid, text),
  ops.occurrence_open(text, date, jsonb, timestamptz, boolean), ops.work_item_retry(bigint, text), ops.outbox_resolve(bigint, text, text), ops.job_retry(text, text, text)
  to mandor_console;
grant execute on function
  ops.work_item_skip(bigint, text, bigint), ops.work_item_cancel(bigint, text, bigint), ops.work_item_withdraw(bigint, text, text, bigint),
  ops.work_item_redo(bigint, text, bigint), ops.work_item_approve_escalated(bigint, integer, text, bigint), ops.work_item_close(bigint, text, bigint),
  ops.work_item_correct(bigint, text), ops.approval_decide(bigint, integer, text, text, text, bigint, jsonb)
  to mandor_console;
-- Why something does not run, and whether anybody changed the journal.
grant execute on function ops.explain(text, text), ops.journal_verify() to mandor_console;
grant execute on function ops.report_list(bigint), ops.report_run(text, jsonb, integer, bigint) to mandor_console;
grant execute on function ops.sheet_link(text) to mandor_console;
grant execute on function ops.approval_show(bigint) to mandor_console;
-- The parallel run: list, show, hand in, compare again.
grant execute on function
  ops.parallel_list(), ops.parallel_show(text, date), ops.parallel_compare(text, date), ops.parallel_key(text), ops.parallel_store(text, date, text, text, jsonb, jsonb, bigint)
  to mandor_console;
grant execute on function ops.incident_close(bigint, text, bigint), ops.incidents_list(integer) to mandor_console;
