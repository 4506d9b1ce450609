create or replace function raw.pull_defer(p_run_token uuid, p_load_id bigint, p_load_token uuid, p_seconds numeric, p_reason text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_outcome text;
begin
  v_outcome := ops.occurrence_defer(p_run_token, p_seconds, p_reason);
  -- What was staged stays, for the next run to go on with; unless there will be none.
  if v_outcome = 'failed' and p_load_id is not null then
    perform raw.load_fail(p_load_id, p_load_token, format('%s (given up by %s)', p_reason, v_caller));
  end if;
  return v_outcome;
end;
$$;
comment on function raw.pull_defer(uuid, bigint, uuid, numeric, text) is 'The source asks for time: load and run wait for a timer. deferred | failed (out of time) | not_mine.';
