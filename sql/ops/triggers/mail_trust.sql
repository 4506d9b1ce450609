create or replace trigger _800_history after insert or update or delete on ops.mail_trust
  for each row execute function ops.tg_any__history('id');
