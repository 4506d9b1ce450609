create or replace function ops.report_link_put(p_definition_key text, p_kind text, p_url text, p_shows_on date default null)
returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into ops.report_links (definition_key, kind, url, shows_on, written_at)
  select p_definition_key, p_kind, p_url, p_shows_on, case when p_shows_on is not null then util.now() end
   where util.caller() is not null
  on conflict (definition_key, kind) do update
     set url = excluded.url, shows_on = coalesce(excluded.shows_on, report_links.shows_on), written_at = coalesce(excluded.written_at, report_links.written_at);
$$;
comment on function ops.report_link_put(text, text, text, date) is 'Where a report is shown besides the mail, and the business date that has just been written there (NULL: only the address is known).';
