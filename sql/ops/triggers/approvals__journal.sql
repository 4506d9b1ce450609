-- Without the token: the journal is read by more people than may answer in somebody's name.
create or replace trigger _810_journal_insert after insert on ops.approvals
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('id', 'work_item_id,revision_no,figures_hash,person_id,role,status,requested_at,decided_at,closed_at,closed_why,channel,notes,evidence');
create or replace trigger _811_journal_update after update on ops.approvals
  referencing old table as old_rows new table as new_rows
  for each statement execute function ops.tg_any__journal('id', 'work_item_id,revision_no,figures_hash,person_id,role,status,requested_at,decided_at,closed_at,closed_why,channel,notes,evidence');
create or replace trigger _812_journal_delete after delete on ops.approvals
  referencing old table as old_rows
  for each statement execute function ops.tg_any__journal('id', 'work_item_id,revision_no,figures_hash,person_id,role,status,requested_at,decided_at,closed_at,closed_why,channel,notes,evidence');
