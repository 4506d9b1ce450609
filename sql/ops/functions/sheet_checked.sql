create or replace function ops.sheet_checked(p_run_token uuid, p_tabs jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_key text := (ops.sheet_of_run(p_run_token)).key;
begin
  return case when v_key is null then 'not_mine' else ops.sheet_compare(v_key, p_tabs) end;
end;
$$;
comment on function ops.sheet_checked(uuid, jsonb) is 'What the sending run read back: match | differs (kept and alerted) | stale (a newer report was frozen meanwhile) | not_mine.';
