create or replace trigger _810_journal_insert after insert on ops.mornings
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('told_on');
