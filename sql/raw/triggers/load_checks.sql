create or replace trigger _800_history
  after insert or update or delete on raw.load_checks
  for each row execute function ops.tg_any__history('kind', 'check_name');
