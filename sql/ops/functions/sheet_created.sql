create or replace function ops.sheet_created(p_run_token uuid, p_spreadsheet_id text, p_url text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
begin
  update ops.sheets s
     set spreadsheet_id = coalesce(p_spreadsheet_id, s.spreadsheet_id), url = coalesce(p_url, s.url), creating_at = null
   where s.key = (ops.sheet_of_run(p_run_token)).key and s.spreadsheet_id is null;
  return case when found then 'noted' else 'not_mine' end;
end;
$$;
comment on function ops.sheet_created(uuid, text, text) is 'The file was made, or with NULL: was definitely not. noted | not_mine.';
