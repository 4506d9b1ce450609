create or replace trigger _200_guard before insert or update of status on ops.outbox
  for each row execute function ops.tg_any__guard(
    '>planned', 'planned>sending', 'sending>confirmed', 'sending>planned', 'sending>failed', 'sending>unknown',
    'unknown>confirmed', 'unknown>planned', 'unknown>failed');
create or replace trigger _900_enqueue after insert on ops.outbox
  referencing new table as new_rows
  for each statement execute function ops.tg_outbox__enqueue();
