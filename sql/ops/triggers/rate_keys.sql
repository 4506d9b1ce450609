-- next_at moves with every request and is no configuration: it leaves no history.
create or replace trigger _800_history after insert or delete or update of key, min_gap, note on ops.rate_keys
  for each row execute function ops.tg_any__history('key');
