create or replace trigger _500_deadlines_move after insert or update or delete on ops.holidays
  for each statement execute function ops.tg_any__deadlines_move();
create or replace trigger _800_history after insert or update or delete on ops.holidays
  for each row execute function ops.tg_any__history('calendar_key', 'day_on');
