-- Not when the source is only looked at.
create or replace trigger _800_history after insert or update of owner_key, default_owner_key, severity, default_severity, check_every, is_enabled, view_name
    or delete on ops.finding_sources
  for each row execute function ops.tg_any__history('key');
