-- Examples and problems may hold cost prices, which the journal must not.
create or replace trigger _810_journal_insert after insert on portal.reference_loads
  referencing new table as new_rows
  for each statement execute function ops.tg_any__journal('id', 'table_name,source,origin,mode,outcome,row_count,inserted_count,changed_count,deleted_count,problem_count,loaded_at,loaded_by');
