insert into ops.incident_transitions (from_status, to_status, event, actor_kind, description) values
  ('', 'open', 'detect', 'system', 'An answer was bad, or agents of the machine are silent.'),
  ('open', 'verified', 'healthy', 'system', 'Asked again, it is well: nothing was done.'),
  ('open', 'recovering', 'start', 'system', 'It is not well: recovery begins.'),
  ('open', 'exhausted', 'give_up', 'system', 'It cannot be asked at all: another key, no access, a command it does not know.'),
  ('recovering', 'recovering', 'restart', 'system', 'A restart is sent.'),
  ('recovering', 'recovering', 'recovery_failed', 'system', 'It is not well in spite of it, or cannot be reached.'),
  ('recovering', 'verified', 'verify', 'system', 'It is well again.'),
  ('recovering', 'exhausted', 'give_up', 'system', 'Too many failed recoveries or restarts, or no access.'),
  ('verified', 'closed', 'report', 'system', 'Its schedule was looked at and people were told.'),
  ('exhausted', 'exhausted', 'remind', 'system', 'Nobody has closed it yet.'),
  ('exhausted', 'closed', 'close', 'operator', 'A person has taken care of it.'),
  ('recovering', 'closed', 'close', 'operator', 'A person takes it over.'),
  ('verified', 'closed', 'close', 'operator', 'A person does not wait for its schedule to be read.'),
  ('open', 'closed', 'close', 'operator', 'A person takes it over.')
on conflict (from_status, event, actor_kind) do update
  set to_status = excluded.to_status, description = excluded.description
  where (incident_transitions.to_status, incident_transitions.description) is distinct from (excluded.to_status, excluded.description);
