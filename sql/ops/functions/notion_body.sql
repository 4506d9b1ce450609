create or replace function ops.notion_body(p_source_key text, p_subject_key text)
returns jsonb
language sql stable
as $$
  select jsonb_build_object('result', x.result, 'revision_no', x.revision_no, 'hash', encode(sha256(convert_to(x.revision_no || x.result::text, 'UTF8')), 'hex'))
    from (
      select r.revision_no, case when s.sees_cost then r.result else ops.result_without_cost(r.result) end || ops.revision_opening(r.work_item_id, r.revision_no) as result
        from ops.notion_sources s
        join ops.work_items w on w.id = case when s.kind = 'tasks' then substring(p_subject_key from '^work_item:([0-9]+)$')::bigint end
        join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
       where s.key = p_source_key) x;
$$;
comment on function ops.notion_body(text, text) is 'The frozen report for the body of a subject''s page, with its hash; NULL when it has none. Cost prices only where the database may see them.';
