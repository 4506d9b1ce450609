create or replace trigger _200_guard before insert or update of status on ops.approvals
  for each row execute function ops.tg_any__guard('>open', 'open>approved', 'open>rejected', 'open>closed');
create or replace trigger _201_kept before delete on ops.approvals
  for each row execute function ops.tg_any__append_only();
create or replace trigger _202_kept before truncate on ops.approvals
  for each statement execute function ops.tg_any__append_only();
create or replace trigger _500_chat_settle after update of status on ops.approvals
  for each row when (old.status = 'open' and new.status <> 'open')
  execute function ops.tg_approvals__chat_settle();
