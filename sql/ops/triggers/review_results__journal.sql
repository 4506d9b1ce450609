create or replace trigger _810_journal_insert after insert on ops.review_results
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('work_item_id,revision_no,check_key');
