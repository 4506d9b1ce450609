create or replace trigger _500_deadlines_move after insert or update or delete on ops.approval_policies
  for each statement execute function ops.tg_any__deadlines_move();
create or replace trigger _800_history after insert or update or delete on ops.approval_policies
  for each row execute function ops.tg_any__history('id');
