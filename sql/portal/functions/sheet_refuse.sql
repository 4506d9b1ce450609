create or replace function portal.sheet_refuse(p_source portal.sheet_sources, p_run_token uuid, p_answer jsonb)
returns text
language plpgsql volatile
as $$
declare
  v_text text := portal.sheet_complaint(p_source, p_answer);
  v_occurrence_id bigint;
begin
  select o.id into v_occurrence_id from ops.occurrences o where o.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  perform portal.reference_load_note(p_source.table_name, 'sheet', format('%s (%s)', p_source.title, p_source.tab), p_source.mode, p_answer, p_source.key, v_occurrence_id);
  perform ops.alert_raise('warning', 'OPS', 'load', format('Sheet “%s” tidak dimuat', p_source.title),
    format(E'Tab “%s”: tidak ada yang berubah di %s.\n%s', p_source.tab, p_source.table_name, v_text),
    format('sheet:%s:%s', p_source.key, md5(v_text)));
  return ops.occurrence_fail(p_run_token, jsonb_build_object(
    'code', case when p_answer ->> 'status' = 'failed' then 'unreadable' else 'refused' end, 'message', v_text,
    'hint', format('Betulkan tab, lalu: mandor run sheet.%s', p_source.key)), true);
end;
$$;
comment on function portal.sheet_refuse(portal.sheet_sources, uuid, jsonb) is 'Ends the run of a tab that was not loaded: a row in portal.reference_loads, an alert that names the cells, a failed run. Internal.';
