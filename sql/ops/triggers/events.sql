create or replace trigger _100_normalise before insert on ops.events
  for each row execute function ops.tg_events__normalise();
create or replace trigger _200_guard before insert or update of status on ops.events
  for each row execute function ops.tg_any__guard(
    '>pending', 'pending>processing', 'processing>completed', 'processing>failed', 'processing>pending',
    'failed>pending');
create or replace trigger _900_enqueue after insert on ops.events
  referencing new table as new_rows
  for each statement execute function ops.tg_events__enqueue();
