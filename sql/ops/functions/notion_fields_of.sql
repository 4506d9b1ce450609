create or replace function ops.notion_fields_of(p_source_key text, p_subject_key text)
returns jsonb
language sql stable
as $$
  select case s.kind
           when 'tasks' then ops.notion_task_fields(substring(p_subject_key from '^work_item:([0-9]+)$')::bigint, s.is_test)
           else ops.notion_dashboard_fields(substr(p_subject_key, length('department:') + 1), s.is_test) end
         || jsonb_build_object('id', p_subject_key)
    from ops.notion_sources s
   where s.key = p_source_key;
$$;
comment on function ops.notion_fields_of(text, text) is 'What the columns of a subject''s page show now, with our id.';
