create or replace function ops.doctor_notion()
returns table (line text, state text, says text, next_step text)
language sql stable
as $$
  select 'Notion ' || s.key, case when s.database_id is null then 'off' when s.problems = '{}' then 'ok' else 'wrong' end,
         case when s.database_id is null then format('set ops.notion_sources.database_id of "%s"', s.key)
              when s.problems <> '{}' then array_to_string(s.problems, '; ')
              when s.checked_at is null then 'its columns were not looked at yet'
              else format('columns as expected, %s pages', (select count(*) from ops.notion_pages p where p.source_key = s.key)) end,
         case when s.problems <> '{}' then 'Mend the columns in Notion; the pages fill themselves.' end
    from ops.notion_sources s where not s.is_test order by s.kind desc
$$;
comment on function ops.doctor_notion() is 'Lines of doctor about the databases in Notion, one for each. Internal.';
