create or replace trigger _810_journal_insert after insert on ops.work_item_revisions
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('work_item_id,revision_no', 'work_item_id,revision_no,figures_hash,frozen_at,run_token');
