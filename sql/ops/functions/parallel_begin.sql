-- What has to be read, so that the task only carries it out.
create or replace function ops.parallel_begin(p_run_token uuid)
returns table (definition_key text, spreadsheet_id text, tab text, header_row integer)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
  v_occurrence ops.occurrences;
begin
  select o.* into v_occurrence from ops.occurrences o where o.run_token = p_run_token;
  if not found then
    return;
  end if;
  return query
    select s.definition_key, s.spreadsheet_id, s.tab, s.header_row
      from ops.job_definitions d
      join ops.parallel_settings s on s.definition_key = (d.payload || v_occurrence.payload) ->> 'report'
     where d.key = v_occurrence.definition_key and s.source = 'sheet' and s.is_enabled;
  if not found then
    raise exception 'job % reads no tab', v_occurrence.definition_key
      using errcode = 'MD401', detail = jsonb_build_object('definition_key', v_occurrence.definition_key, 'caller', v_caller)::text,
            hint = 'Its row in ops.parallel_settings is gone, switched off, or reads files.';
  end if;
end;
$$;
comment on function ops.parallel_begin(uuid) is 'The tab that the run with this token has to read. No row: another run holds it. MD401 when the report reads no tab.';
