-- Not when the rule only runs.
create or replace trigger _800_history after insert or update of keep, default_keep, batch_size, is_enabled or delete on ops.retention_rules
  for each row execute function ops.tg_any__history('key');
