create or replace function portal.sheet_sources_list()
returns table (key text, spreadsheet_id text, tab text)
language sql stable
as $$
  select s.key, s.spreadsheet_id, s.tab from portal.sheet_sources s where s.is_enabled order by s.key
$$;
comment on function portal.sheet_sources_list() is 'Tabs that are loaded, for mandor doctor.';
