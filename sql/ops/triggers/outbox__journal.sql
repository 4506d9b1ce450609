create or replace trigger _810_journal_insert after insert on ops.outbox
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('id', 'channel,recipient,subject_key,dedupe_key,work_item_id,revision_no,is_test,status,attempts,external_id,error');
create or replace trigger _811_journal_update after update on ops.outbox
  referencing old table as old_rows new table as new_rows
  for each statement execute function ops.tg_any__journal('id', 'channel,recipient,subject_key,dedupe_key,work_item_id,revision_no,is_test,status,attempts,external_id,error');
create or replace trigger _812_journal_delete after delete on ops.outbox
  referencing old table as old_rows
  for each statement execute function ops.tg_any__journal('id', 'channel,recipient,subject_key,dedupe_key,work_item_id,revision_no,is_test,status,attempts,external_id,error');
