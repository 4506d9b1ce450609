create or replace function portal.sheet_fail(p_run_token uuid, p_message text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_occurrence ops.occurrences;
  v_source portal.sheet_sources;
begin
  select o.* into v_occurrence from ops.occurrences o where o.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  select s.* into v_source
    from ops.job_definitions d join portal.sheet_sources s on s.key = (d.payload || v_occurrence.payload) ->> 'sheet'
   where d.key = v_occurrence.definition_key;
  if not found then
    return ops.occurrence_fail(p_run_token, jsonb_build_object('code', 'MD401', 'message', p_message, 'by', v_caller), true);
  end if;
  return portal.sheet_refuse(v_source, v_occurrence.id, p_run_token, jsonb_build_object('status', 'failed', 'refusal', p_message));
end;
$$;
comment on function portal.sheet_fail(uuid, text) is 'A tab could not be read, and waiting would not help (no right, no such tab, no credentials): failed, with an alert | not_mine. p_message: for people.';
