create or replace trigger _200_refuse_duplicate before insert on ops.event_keys
  for each row execute function ops.tg_event_keys__refuse_duplicate();
