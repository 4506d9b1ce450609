create or replace function ops.notion_sources_list()
returns table (key text, database_id text)
language sql stable
as $$
  select s.key, s.database_id from ops.notion_sources s where s.database_id is not null order by s.key collate "C";
$$;
comment on function ops.notion_sources_list() is 'The databases of Notion that are written.';
