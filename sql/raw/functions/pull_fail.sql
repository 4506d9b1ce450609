create or replace function raw.pull_fail(p_run_token uuid, p_load_id bigint, p_load_token uuid, p_error jsonb, p_is_final boolean)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
begin
  -- A pull that may go on keeps what it staged: the next run of the same occurrence resumes it.
  if p_is_final and p_load_id is not null then
    perform raw.load_fail(p_load_id, p_load_token, p_error ->> 'message');
  end if;
  return ops.occurrence_fail(p_run_token, p_error || jsonb_build_object('by', v_caller), p_is_final);
end;
$$;
comment on function raw.pull_fail(uuid, bigint, uuid, jsonb, boolean) is 'A pull broke off. Final: load and run fail. Not final: both wait for the next attempt. failed | expected | not_mine.';
