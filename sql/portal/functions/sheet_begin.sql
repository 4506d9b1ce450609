-- What has to be read and how, so that the task only carries it out.
create or replace function portal.sheet_begin(p_run_token uuid)
returns table (key text, spreadsheet_id text, tab text, header_row integer, table_name text, mapping jsonb, decimal_mark text, columns jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
  v_occurrence ops.occurrences;
  v_key text;
begin
  select o.* into v_occurrence from ops.occurrences o where o.run_token = p_run_token;
  if not found then
    return;
  end if;
  select (d.payload || v_occurrence.payload) ->> 'sheet' into v_key from ops.job_definitions d where d.key = v_occurrence.definition_key;
  return query
    select s.key, s.spreadsheet_id, s.tab, s.header_row, s.table_name, s.mapping, s.decimal_mark, s.columns from portal.sheet_source(v_key) s;
  if not found then
    raise exception 'there is no Sheet "%"', v_key
      using errcode = 'MD401', detail = jsonb_build_object('definition_key', v_occurrence.definition_key, 'caller', v_caller)::text,
            hint = 'Its job is left over: switch it off in ops.job_definitions, or add the row to portal.sheet_sources again.';
  end if;
end;
$$;
comment on function portal.sheet_begin(uuid) is 'The tab that the run with this token has to load: where it is, its headers (mapping), the columns of its table. No row: another run holds it. MD401 when its row is gone.';
