create or replace trigger _800_history
  after insert or update or delete on raw.source_databases
  for each row execute function ops.tg_any__history('entity');
