insert into ops.work_item_states (status, is_final, is_waiting, wakeup_kind, wakeup_after, gives_up_after, description) values
  ('scheduled', false, true, 'start_limit', null, null, 'Opened; waits for its needs, its job is added when they are met.'),
  ('in_progress', false, true, 'run_limit', null, null, 'A worker makes the result.'),
  ('done', false, true, 'review_limit', '2 hours', null, 'The result is frozen; layer 2 reviews it.'),
  ('revision', false, true, 'rerun_limit', '1 hour', null, 'Sent back with notes; it is made again.'),
  ('l2_approved', false, false, null, null, null, 'Reviewed. A step within one call: no commit leaves a row here.'),
  ('pending_approval', false, true, 'rung', '30 minutes', null, 'The PIC is asked; the ladder of reminders runs.'),
  ('failed', false, true, 'failed_reminder', '4 hours', '24 hours', 'It could not be made; an operator decides.'),
  ('escalated', false, true, 'escalated_reminder', '24 hours', null, 'A supervisor decides.'),
  ('approved', true, false, null, null, null, 'Signed, or no signature is required. Never left.'),
  ('cancelled', true, false, null, null, null, 'Given up, with a note. Never left.')
on conflict (status) do update
  set is_final = excluded.is_final, is_waiting = excluded.is_waiting, wakeup_kind = excluded.wakeup_kind,
      wakeup_after = excluded.wakeup_after, gives_up_after = excluded.gives_up_after, description = excluded.description;
