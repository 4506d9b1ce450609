create or replace function ops.sheet_plan(p_key text, p_work_item_id bigint)
returns bigint
language sql volatile
as $$
  -- Not marked as a test: a Sheet in test mode is another file, and which file it is stands in ops.sheets.
  select ops.outbox_mirror('sheets', s.key, s.definition_key, '{}', p_work_item_id) from ops.sheets s where s.key = p_key
$$;
comment on function ops.sheet_plan(text, bigint) is 'Plans the writing of a Sheet: one row waits, whatever it is called for.';
