create or replace trigger _200_guard before insert or update of status on ops.outbox
  for each row execute function ops.tg_any__guard(
    '>planned', 'planned>sending', 'sending>confirmed', 'sending>planned', 'sending>failed', 'sending>unknown',
    'unknown>confirmed', 'unknown>planned', 'unknown>failed', 'failed>planned');
create or replace trigger _300_wakeup before insert or update of status, next_at, is_settled on ops.outbox
  for each row execute function ops.tg_outbox__wakeup();
create or replace trigger _500_wakeup_drop after update on ops.outbox
  for each row when (old.wakeup_id is not null and old.wakeup_id is distinct from new.wakeup_id)
  execute function ops.tg_any__wakeup_drop();
create or replace trigger _510_mirror_next after update of status on ops.outbox
  for each row when (new.is_mirror and old.status = 'sending' and new.status <> 'sending')
  execute function ops.tg_outbox__mirror_next();
create or replace trigger _520_request_settled after update of status on ops.outbox
  for each row when (new.work_item_id is not null and new.status in ('confirmed', 'failed') and old.status is distinct from new.status)
  execute function ops.tg_outbox__request_settled();
create or replace trigger _530_chat_late after update of status on ops.outbox
  for each row when (new.channel = 'telegram' and new.status = 'confirmed' and old.status <> 'confirmed' and new.params ? 'buttons')
  execute function ops.tg_outbox__chat_late();
create or replace trigger _900_enqueue after insert on ops.outbox
  referencing new table as new_rows
  for each statement execute function ops.tg_outbox__enqueue();
