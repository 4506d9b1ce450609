create or replace trigger _800_history after insert or update or delete on ops.reply_fillers
  for each row execute function ops.tg_any__history('word');
