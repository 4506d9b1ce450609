-- Tasks read everything of the engine and change it through these functions only.
grant usage on schema ops to mandor_worker;
grant select on all tables in schema ops to mandor_worker;
grant execute on function
  ops.caller_is_staff(), ops.jobs_list(), ops.occurrence_needs_missing(bigint), ops.event_status(uuid),
  ops.worker_register(text, text, integer, text), ops.worker_pool_add(uuid, text), ops.worker_beat(uuid), ops.worker_stop(uuid),
  ops.worker_timing(), ops.sweep(), ops.run_abandon(text, text, uuid, jsonb, boolean),
  ops.event_submit(text, jsonb, text, text, integer, uuid), ops.event_run(uuid, uuid),
  ops.occurrence_open(text, date, jsonb, timestamptz, boolean), ops.occurrence_start(bigint, uuid), ops.occurrence_finish(uuid, text),
  ops.occurrence_fail(uuid, jsonb, boolean),
  ops.work_item_start(bigint, uuid), ops.work_item_finish(uuid, jsonb, jsonb), ops.work_item_fail(uuid, jsonb, boolean),
  ops.outbox_claim(bigint, uuid), ops.outbox_confirm(uuid, text), ops.outbox_refuse(uuid, jsonb, interval, boolean), ops.outbox_unknown(uuid, jsonb),
  ops.rate_take(text, integer), ops.rate_postpone(text, timestamptz)
  to mandor_worker;
