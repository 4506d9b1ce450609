create or replace trigger _810_journal_insert after insert on raw.load_history
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('load_id', 'source,kind,data_type,entity,business_date,snapshot_date,covers_from,covers_to,status,rows_loaded,validation,error_message,note,superseded_by,decided_at,decided_by,decided_person_id');
create or replace trigger _811_journal_update after update on raw.load_history
  referencing old table as old_rows new table as new_rows
  for each statement execute function ops.tg_any__journal('load_id', 'source,kind,data_type,entity,business_date,snapshot_date,covers_from,covers_to,status,rows_loaded,validation,error_message,note,superseded_by,decided_at,decided_by,decided_person_id');
create or replace trigger _812_journal_delete after delete on raw.load_history
  referencing old table as old_rows
  for each statement execute function ops.tg_any__journal('load_id', 'source,kind,data_type,entity,business_date,snapshot_date,covers_from,covers_to,status,rows_loaded,validation,error_message,note,superseded_by,decided_at,decided_by,decided_person_id');
