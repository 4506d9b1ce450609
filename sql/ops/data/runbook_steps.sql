-- timeout, max_bytes and expect belong to people; what is sent and what it means is ours, and the gate script on the machines knows the same words.
insert into ops.runbook_steps (runbook, step, place, title, command, page_command, timeout, default_expect, description) values
  ('openclaw', 'health', 1, 'Periksa kesehatan', 'health', null, '90 seconds',
   '{"refused_exit": [126, 127], "dead_on": ["channels", "eventLoop", "plugins"],
     "bad_states": ["terminal-disconnect", "ingress-unavailable", "blocked", "not-running", "stuck", "disconnected", "stale-socket"]}',
   'openclaw health --json --verbose. "ok" only says that the gateway answered; what counts is each account of each channel that is switched on.'),
  ('openclaw', 'restart', 2, 'Hidupkan ulang', 'restart {run_id}', null, '7 minutes',
   '{"refused_exit": [126, 127], "ok_exit": [0], "starting_exit": [2], "unknown_exit": [75, 124, 137]}',
   'openclaw gateway restart, once for each run id. Exit 2: it is still starting. 75: this run was begun and has no answer; 124, 137: the gate cut it off: nobody knows.'),
  ('openclaw', 'verify', 3, 'Periksa kesiapan', 'verify', null, '90 seconds',
   '{"refused_exit": [126, 127], "ok_exit": [0], "starting_exit": [2, 22]}',
   'Is the gateway ready? Exit 2, or 22 of curl: not yet. Asked until it is, or overseer.poll_limit has passed.'),
  ('openclaw', 'schedule', 4, 'Periksa jadwal', 'schedule', 'schedule {offset}', '90 seconds',
   '{"refused_exit": [126, 127], "grace": "10 minutes", "max_pages": 20}',
   'openclaw cron list --all --json. Missed: enabled, due for longer than the grace, and not running.')
on conflict (runbook, step) do update
  set place = excluded.place, title = excluded.title, command = excluded.command, page_command = excluded.page_command,
      default_expect = excluded.default_expect, description = excluded.description
  where (runbook_steps.place, runbook_steps.title, runbook_steps.command, runbook_steps.page_command, runbook_steps.default_expect, runbook_steps.description)
        is distinct from (excluded.place, excluded.title, excluded.command, excluded.page_command, excluded.default_expect, excluded.description);
