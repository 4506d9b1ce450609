create or replace function ops.sheet_written(p_run_token uuid, p_work_item_id bigint, p_revision_no integer)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_sheet ops.sheets;
begin
  v_sheet := ops.sheet_of_run(p_run_token);
  if v_sheet.key is null then
    return 'not_mine';
  end if;
  -- Frozen while we wrote: some tabs show the one and some the other. Its own row is planned and writes all again.
  if not exists (select from mart.v_sheet_revision v where v.work_item_id = p_work_item_id and v.revision_no = p_revision_no) then
    return 'stale';
  end if;
  update ops.sheets s
     set written_work_item_id = p_work_item_id, written_revision_no = p_revision_no, written_at = util.now(),
         url = coalesce(s.url, format('https://docs.google.com/spreadsheets/d/%s/edit', s.spreadsheet_id))
   where s.key = v_sheet.key
  returning s.* into v_sheet;
  perform ops.report_link_put(v_sheet.definition_key, 'sheet', v_sheet.url, w.business_date) from ops.work_items w where w.id = p_work_item_id;
  return 'written';
end;
$$;
comment on function ops.sheet_written(uuid, bigint, integer) is 'That revision stands in the Sheet: written | stale (a newer one was frozen meanwhile; it will be written) | not_mine.';
