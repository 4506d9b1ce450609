create or replace trigger _800_history after insert or update or delete on ops.parallel_columns
  for each row execute function ops.tg_any__history('definition_key', 'position');
