create or replace function ops.sheet_check_finish(p_run_token uuid, p_tabs jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_key text;
begin
  select d.payload ->> 'sheet' into v_key
    from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key where o.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  return ops.occurrence_finish(p_run_token, case when p_tabs is null then 'nothing to check' else ops.sheet_compare(v_key, p_tabs) end);
end;
$$;
comment on function ops.sheet_check_finish(uuid, jsonb) is 'Compares what was read and ends the run: done | late | not_mine.';
