create or replace function raw.load_fail(p_load_id bigint, p_run_token uuid, p_error text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
begin
  perform from raw.load_own(p_load_id, p_run_token);
  if not found then
    return 'not_mine';
  end if;
  perform raw.load_close(p_load_id, 'failed', coalesce(nullif(btrim(p_error), ''), format('failed (reported by %s)', v_caller)));
  return 'failed';
end;
$$;
comment on function raw.load_fail(bigint, uuid, text) is 'Ends a pull that cannot go on; nothing of it remains but the reason. failed | not_mine.';
