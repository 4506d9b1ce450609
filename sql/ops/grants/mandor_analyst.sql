-- DBeaver: reads everything of the engine, edits what belongs to people. Column lists: the rest of the row is ours.
grant usage on schema ops to mandor_analyst;
grant select on all tables in schema ops to mandor_analyst;
grant update (value) on ops.settings to mandor_analyst;
grant update (cron, time_zone, latest_start, max_duration, expected_every, grace, catch_up, min_gap, pic_id, recipient_key,
  estimated_human_minutes, model, test_mode, is_enabled) on ops.job_definitions to mandor_analyst;
grant update (max_attempts, timeout, on_exhausted) on ops.task_policies to mandor_analyst;
grant update (min_gap, note) on ops.rate_keys to mandor_analyst;
grant insert (key, channel, address, person_id, sees_cost, is_test, is_active), delete,
  update (key, channel, address, person_id, sees_cost, is_test, is_active) on ops.recipients to mandor_analyst;
grant insert (name, email, telegram_user_id, language, supervisor_id, is_active),
  update (name, email, telegram_user_id, language, supervisor_id, is_active) on ops.people to mandor_analyst;
grant execute on function
  ops.caller_is_staff(), ops.jobs_list(), ops.occurrence_needs_missing(bigint), ops.event_status(uuid),
  ops.event_retry(uuid, text), ops.occurrence_open(text, date, jsonb, timestamptz, boolean), ops.work_item_retry(bigint, text),
  ops.outbox_resolve(bigint, text, text)
  to mandor_analyst;
