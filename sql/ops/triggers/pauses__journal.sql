create or replace trigger _810_journal_insert after insert on ops.pauses
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('id', 'what,note,paused_by,until,ended_at,ended_by,end_note');
create or replace trigger _811_journal_update after update on ops.pauses
  referencing old table as old_rows new table as new_rows
  for each statement execute function ops.tg_any__journal('id', 'what,note,paused_by,until,ended_at,ended_by,end_note');
create or replace trigger _812_journal_delete after delete on ops.pauses
  referencing old table as old_rows
  for each statement execute function ops.tg_any__journal('id', 'what,note,paused_by,until,ended_at,ended_by,end_note');
