grant usage on schema ops to mandor_console;
grant select on all tables in schema ops to mandor_console;
grant execute on function
  ops.caller_is_staff(), ops.jobs_list(), ops.occurrence_needs_missing(bigint), ops.event_status(uuid),
  ops.event_submit(text, jsonb, text, text, integer, uuid), ops.event_retry(uuid, text),
  ops.occurrence_open(text, date, jsonb, timestamptz, boolean), ops.work_item_retry(bigint, text), ops.outbox_resolve(bigint, text, text)
  to mandor_console;
