create or replace function ops.parallel_fail(p_run_token uuid, p_message text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_outcome text;
begin
  v_outcome := ops.occurrence_fail(p_run_token, jsonb_build_object('code', 'unreadable', 'message', p_message, 'by', v_caller), true);
  if v_outcome <> 'not_mine' then
    perform ops.alert_raise('warning', 'OPS', 'parallel', 'Uji paralel: tab tidak dapat dibaca', p_message, 'parallel:tab:' || md5(p_message));
  end if;
  return v_outcome;
end;
$$;
comment on function ops.parallel_fail(uuid, text) is 'A person''s tab could not be read, and waiting would not help: failed, with an alert | not_mine. p_message: for people.';
