-- How long belongs to people (keep); what is deleted, in ops.retention_delete, is ours.
insert into ops.retention_rules (key, default_keep, how, description) values
  ('ops.events', '90 days', 'Only completed ones, and none that an open event came from. Failed ones stay: a person may still retry them.', 'Events that are done.'),
  ('ops.event_keys', '400 days', 'None whose event is still there.', 'Dedupe keys of events: kept longer than the events, so that a late duplicate is still known.'),
  ('ops.data_findings', '400 days', 'Only resolved ones. What comes back after that is a new finding.', 'Findings about the data.'),
  ('ops.workers', '30 days', 'None that a row still names as its holder.', 'Starts of workers that have ended.'),
  ('ops.work_item_history', '180 days', 'Only of approved and cancelled items. They move to ops.archive, and the journal keeps each row.', 'Changes of state of work items.'),
  ('ops.decision_attempts', '180 days', 'Only of approved and cancelled items. They move to ops.archive, and the journal keeps each row.', 'Attempts to decide about work items.'),
  ('ops.approvals', '180 days', 'Only of approved and cancelled items. They move to ops.archive, and the journal keeps each row.', 'Who was asked to sign, and what they answered.'),
  ('ops.inbound_messages', '2 years', 'None that answers a work item which is still open.', 'Mails and messages that came in, as they came.'),
  ('ops.heartbeats', '30 days', 'The newest success of each definition stays: by it an agent is found silent.', 'Signs of life.'),
  ('ops.incident_steps', '90 days', 'None of an incident that is open, and of each machine the newest.', 'What was asked of machines, and their answers.'),
  ('ops.alerts', '180 days', 'None whose window is open.', 'Alerts and who was told.'),
  ('agent.llm_calls', '400 days', 'None of this month, by which the budgets are counted, and none that a sent paragraph or a remark came from.', 'Calls of models, and what they said.'),
  ('portal.reference_loads', '400 days', 'The newest of each table and Sheet stays: what its data rests on.', 'What loads of reference data changed, or why they were refused.'),
  ('raw.accurate_stock', '100 days', 'The last snapshot of each month and entity, and the newest one, stay.', 'Rows of stock snapshots.'),
  ('raw.accurate_sales', '30 days', 'Rows that are the newest word on their day stay: they speak for core. Gone are earlier pulls of the same days.', 'Rows of sales pulls that a newer pull has replaced.'),
  ('raw.iseller_sales', '30 days', 'Rows that speak for their shop and day stay.', 'Rows of till exports that a newer export has replaced.'),
  ('raw.sales_documents', '30 days', 'All of a snapshot: a pull that reads those days again fetches them.', 'What is known of each invoice, for pulls to copy unchanged ones by.'),
  ('raw.superseded_stock', '30 days', 'All. After that the load that displaced them can no longer be taken back, and is told so.', 'Rows of stock snapshots that a second load of their day displaced.'),
  ('raw.superseded_sales', '30 days', 'All. After that the load that displaced them can no longer be taken back, and is told so.', 'Rows of sales loads that a second load of their snapshot date displaced.')
on conflict (key) do update
  set default_keep = excluded.default_keep, how = excluded.how, description = excluded.description
  where (retention_rules.default_keep, retention_rules.how, retention_rules.description)
        is distinct from (excluded.default_keep, excluded.how, excluded.description);
