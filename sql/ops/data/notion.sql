-- database_id and sees_cost belong to people; names of columns and options are the contract with them.
insert into ops.notion_sources (key, kind, is_test) values
  ('tasks', 'tasks', false), ('dashboard', 'dashboard', false), ('tasks.test', 'tasks', true), ('dashboard.test', 'dashboard', true)
on conflict (key) do nothing;
insert into ops.notion_fields (kind, field, name, value_type, is_required, position, description) values
  ('tasks', 'name', 'Task Name', 'title', true, 1, 'Title and business date.'),
  ('tasks', 'agent', 'Agent', 'rich_text', false, 2, 'Machine and agent.'),
  ('tasks', 'status', 'Status', 'status', true, 3, 'State, as ops.notion_statuses words it.'),
  ('tasks', 'failure', 'Failure Reason', 'rich_text', false, 4, 'Why it failed, was sent back or escalated, as a sentence for people.'),
  ('tasks', 'last_run', 'Last Run', 'date', false, 5, 'When its last run started.'),
  ('tasks', 'duration', 'Duration', 'rich_text', false, 6, 'How long the last run took.'),
  ('tasks', 'next_run', 'Next Run', 'date', false, 7, 'The definition''s next slot.'),
  ('tasks', 'attachment', 'Attachment', 'url', false, 8, 'Where the file of the current revision lies.'),
  ('tasks', 'id', 'Mandor ID', 'rich_text', true, 9, 'Our id: the page is found again by it.'),
  ('dashboard', 'name', 'Department', 'title', true, 1, 'Code and name.'),
  ('dashboard', 'open', 'Open', 'number', false, 2, 'Items that are not finished.'),
  ('dashboard', 'late', 'Late', 'number', false, 3, 'Open items that should be finished by now.'),
  ('dashboard', 'escalated', 'Escalated', 'number', false, 4, 'Items that a supervisor has to decide.'),
  ('dashboard', 'approved', 'Approved This Week', 'number', false, 5, 'Items approved since Monday.'),
  ('dashboard', 'id', 'Mandor ID', 'rich_text', true, 6, 'Our id: the page is found again by it.')
on conflict (kind, field) do update
  set name = excluded.name, value_type = excluded.value_type, is_required = excluded.is_required, position = excluded.position,
      description = excluded.description;
