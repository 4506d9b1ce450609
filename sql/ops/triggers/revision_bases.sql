create or replace trigger _200_append_only before update or delete on ops.revision_bases
  for each row execute function ops.tg_any__append_only();
create or replace trigger _201_append_only before truncate on ops.revision_bases
  for each statement execute function ops.tg_any__append_only();
create or replace trigger _810_journal_insert after insert on ops.revision_bases
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('work_item_id,revision_no', 'work_item_id,revision_no,result_hash,basis_hash,load_sums');
