create or replace function ops.sheet_check_begin(p_run_token uuid)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_key text;
  v_begun jsonb;
begin
  select d.payload ->> 'sheet' into v_key
    from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key where o.run_token = p_run_token;
  if not found then
    return null;
  end if;
  select jsonb_build_object('caller', v_caller, 'spreadsheet_id', s.spreadsheet_id, 'tabs', (
           select jsonb_agg(t.title order by t.place) from ops.sheet_tabs t where t.sheet_key = s.key and t.is_checked
              -- Until the newest report stands in it there is nothing to compare.
              and exists (select from mart.v_sheet_revision v where (v.work_item_id, v.revision_no) = (s.written_work_item_id, s.written_revision_no))))
    into v_begun
    from ops.sheets s where s.key = v_key;
  if not found then
    raise exception 'there is no Sheet "%" of ours', v_key
      using errcode = 'MD401', detail = jsonb_build_object('sheet', v_key, 'caller', v_caller)::text,
            hint = 'Its job is left over: switch it off in ops.job_definitions, or add the row to ops.sheets again.';
  end if;
  return v_begun;
end;
$$;
comment on function ops.sheet_check_begin(uuid) is 'What the run with this token has to read: the file and its checked tabs; tabs NULL: nothing to check now. NULL: another run holds it. MD401 when its Sheet is gone.';
