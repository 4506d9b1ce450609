-- DBeaver: reads everything of the engine, edits what belongs to people. Column lists: the rest of the row is ours.
grant usage on schema ops to mandor_analyst;
grant select on all tables in schema ops to mandor_analyst;
grant update (value) on ops.settings to mandor_analyst;
grant update (cron, time_zone, latest_start, max_duration, expected_every, grace, catch_up, min_gap, pic_id, recipient_key,
  estimated_human_minutes, model, test_mode, is_enabled) on ops.job_definitions to mandor_analyst;
grant update (max_attempts, timeout, on_exhausted) on ops.task_policies to mandor_analyst;
grant update (on_unknown, unknown_min_age, resend_severities, resend_mark, description) on ops.channels to mandor_analyst;
grant update (min_gap, note) on ops.rate_keys to mandor_analyst;
grant insert (key, channel, address, person_id, sees_cost, is_test, is_active), delete,
  update (key, channel, address, person_id, sees_cost, is_test, is_active) on ops.recipients to mandor_analyst;
grant insert (name, email, telegram_user_id, language, supervisor_id, is_active),
  update (name, email, telegram_user_id, language, supervisor_id, is_active) on ops.people to mandor_analyst;
grant insert (department, severity, channel, recipient_key, is_enabled), delete,
  update (department, severity, channel, recipient_key, is_enabled) on ops.alert_routes to mandor_analyst;
grant update (predicate, severity, department, recipient_keys, check_every, window_length, is_enabled) on ops.alert_rules to mandor_analyst;
grant update (keep, batch_size, is_enabled) on ops.retention_rules to mandor_analyst;
grant execute on function
  ops.pause(text, text, timestamptz), ops.resume(text, text), ops.paused(text, text, text),
  ops.cron_slots(text, text, timestamptz, timestamptz), ops.caller_is_staff(), ops.jobs_list(), ops.runs_lost(), ops.occurrence_needs_missing(bigint), ops.event_status(uuid),
  ops.event_retry(uuid, text), ops.occurrence_open(text, date, jsonb, timestamptz, boolean), ops.work_item_retry(bigint, text),
  ops.outbox_resolve(bigint, text, text), ops.job_retry(text, text, text)
  to mandor_analyst;
-- Who signs, on which ladder and calendar, and who is away, belongs to people.
grant update (backup_id, approval_policy_id) on ops.job_definitions to mandor_analyst;
grant insert (key, title, calendar_key, is_default), update (key, title, calendar_key, is_default), delete on ops.approval_policies to mandor_analyst;
grant insert, update, delete on ops.approval_rungs, ops.calendars, ops.holidays to mandor_analyst;
grant insert (person_id, from_on, to_on, delegate_id, note), update (person_id, from_on, to_on, delegate_id, note), delete on ops.absences to mandor_analyst;
grant execute on function
  ops.work_item_skip(bigint, text, bigint), ops.work_item_cancel(bigint, text, bigint), ops.work_item_withdraw(bigint, text, text, bigint),
  ops.work_item_redo(bigint, text, bigint), ops.work_item_approve_escalated(bigint, integer, text, bigint), ops.work_item_close(bigint, text, bigint),
  ops.work_item_correct(bigint, text), ops.approval_decide(bigint, integer, text, text, text, bigint, jsonb)
  to mandor_analyst;
-- Why something does not run, and whether anybody changed the journal.
grant execute on function ops.explain(text, text), ops.journal_verify() to mandor_analyst;
-- Who takes care of which finding, and who may ask for which report, belongs to people.
grant update (owner_key, severity, check_every, is_enabled) on ops.finding_sources to mandor_analyst;
grant update (owner_key, note) on ops.data_findings to mandor_analyst;
grant update (roles, recipient_keys, is_enabled) on ops.report_catalog to mandor_analyst;
grant execute on function ops.report_list(bigint), ops.report_run(text, jsonb, integer, bigint) to mandor_analyst;
-- Which databases of Notion are written belongs to people.
grant update (database_id, sees_cost) on ops.notion_sources to mandor_analyst;
grant execute on function ops.notion_page_forget(text, text, text), ops.work_item_is_test(bigint) to mandor_analyst;
-- Which file a Sheet is, and whether it is kept up.
grant update (title, spreadsheet_id, is_enabled, creating_at) on ops.sheets to mandor_analyst;
grant execute on function ops.sheet_link(text) to mandor_analyst;
-- What layer 2 checks, how strictly, and which of it holds a report up, belongs to people.
grant update (is_blocking, params, is_enabled) on ops.review_checks to mandor_analyst;
-- Who is told that a report is not there; and what a person is asked to sign, by the person's own role.
grant update (missing_notice) on ops.job_definitions to mandor_analyst;
grant execute on function ops.approval_show(bigint) to mandor_analyst;
-- Which mailboxes are read.
grant update (is_enabled) on ops.mailboxes to mandor_analyst;
grant execute on function ops.mailbox_poll(text) to mandor_analyst;
-- How replies are read, and whose word about a sender is taken.
grant insert, update, delete on ops.approval_words, ops.reply_fillers, ops.reply_words, ops.reply_markers to mandor_analyst;
grant insert (source, authserv_id, rule, domain, is_enabled, note), update (source, authserv_id, rule, domain, is_enabled, note), delete
  on ops.mail_trust to mandor_analyst;
-- Which report is compared with what, and whether it still is, belongs to people.
grant insert (definition_key, is_enabled, source, spreadsheet_id, tab, header_row, decimal_mark, rows_path, row_filter, ignored_keys, required_days, counts_from, note),
  update (is_enabled, source, spreadsheet_id, tab, header_row, decimal_mark, rows_path, row_filter, ignored_keys, required_days, counts_from, note), delete
  on ops.parallel_settings to mandor_analyst;
grant insert, update, delete on ops.parallel_columns to mandor_analyst;
grant execute on function ops.parallel_list(), ops.parallel_show(text, date), ops.parallel_compare(text, date) to mandor_analyst;
-- Which machines are watched and how they are reached; how long a command may take and what is expected of it.
grant insert (key, title, host, port, login, host_keys, rescue_port, runbook, department, is_test, is_enabled, note),
  update (title, host, port, login, host_keys, rescue_port, runbook, department, is_test, is_enabled, note), delete on ops.machines to mandor_analyst;
grant update (timeout, max_bytes, expect) on ops.runbook_steps to mandor_analyst;
grant execute on function ops.incident_close(bigint, text, bigint), ops.incidents_list(integer) to mandor_analyst;
-- What the director is told in the morning, and who renews which secret when.
grant update (severity, after, responsible_key, is_enabled) on ops.follow_up_kinds to mandor_analyst;
grant update (owner_id, issued_on, expires_on, max_age, is_enabled, note) on ops.credentials to mandor_analyst;
-- Words that no model may write.
grant insert (word, kind, language, is_part, is_link, goes_with, leads_to, is_enabled), update (word, kind, language, is_part, is_link, goes_with, leads_to, is_enabled), delete on ops.paragraph_words to mandor_analyst;
