create or replace function ops.sheet_check_begin(p_run_token uuid)
returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('caller', util.caller(), 'spreadsheet_id', s.spreadsheet_id, 'tabs', (
           select jsonb_agg(t.title order by t.place) from ops.sheet_tabs t where t.sheet_key = s.key and t.is_checked
              -- Until the newest report stands in it there is nothing to compare.
              and exists (select from mart.v_sheet_revision v where (v.work_item_id, v.revision_no) = (s.written_work_item_id, s.written_revision_no))))
    from ops.occurrences o
    join ops.job_definitions d on d.key = o.definition_key
    join ops.sheets s on s.key = d.payload ->> 'sheet'
   where o.run_token = p_run_token
$$;
comment on function ops.sheet_check_begin(uuid) is 'What the run with this token has to read: the file and its checked tabs; tabs NULL: nothing to check now. NULL: another run holds it.';
