insert into ops.work_item_states (status, is_final, is_waiting, wakeup_kind, description) values
  ('scheduled', false, true, 'start_limit', 'Opened; waits for its needs, its job is added when they are met.'),
  ('in_progress', false, true, 'run_limit', 'A worker makes the result.'),
  ('done', false, true, 'review_limit', 'The result is frozen; layer 2 reviews it.'),
  ('revision', false, true, 'rerun_limit', 'Sent back with notes; it is made again.'),
  ('l2_approved', false, false, null, 'Reviewed. A step within one call: no commit leaves a row here.'),
  ('pending_approval', false, true, 'rung', 'The PIC is asked; the ladder of reminders runs.'),
  ('failed', false, true, 'failed_reminder', 'It could not be made; an operator decides.'),
  ('escalated', false, true, 'escalated_reminder', 'A supervisor decides.'),
  ('approved', true, false, null, 'Signed, or no signature is required. Never left.'),
  ('cancelled', true, false, null, 'Given up, with a note. Never left.')
on conflict (status) do update
  set is_final = excluded.is_final, is_waiting = excluded.is_waiting, wakeup_kind = excluded.wakeup_kind, description = excluded.description;
