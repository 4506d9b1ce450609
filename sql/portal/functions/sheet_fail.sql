create or replace function portal.sheet_fail(p_run_token uuid, p_message text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_source portal.sheet_sources := portal.sheet_of_run(p_run_token);
begin
  if v_source.key is null then
    return ops.occurrence_fail(p_run_token, jsonb_build_object('code', 'MD401', 'message', p_message, 'by', v_caller), true);
  end if;
  return portal.sheet_refuse(v_source, p_run_token, jsonb_build_object('status', 'failed', 'refusal', p_message));
end;
$$;
comment on function portal.sheet_fail(uuid, text) is 'A tab could not be read, and waiting would not help (no right, no such tab, no credentials): failed, with an alert | not_mine. p_message: for people.';
