create or replace trigger _800_history after insert or update or delete on ops.paragraph_words
  for each row execute function ops.tg_any__history('word');
