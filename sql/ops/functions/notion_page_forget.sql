create or replace function ops.notion_page_forget(p_source_key text, p_subject_key text, p_note text)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not do this', util.caller() using errcode = '42501';
  end if;
  perform ops.note_require(p_note, 'forgetting a page');
  delete from ops.notion_pages p where p.source_key = p_source_key and p.subject_key = p_subject_key;
  if not found then
    return false;
  end if;
  perform ops.journal_write('operator', p_source_key || ':' || p_subject_key, 'notion_page_forget', jsonb_build_object('note', p_note));
  perform ops.outbox_mirror('notion', p_source_key, p_subject_key, null,
    case when p_subject_key like 'work_item:%' then substring(p_subject_key from '^work_item:([0-9]+)$')::bigint end,
    (select s.is_test from ops.notion_sources s where s.key = p_source_key));
  return true;
end;
$$;
comment on function ops.notion_page_forget(text, text, text) is 'A person says that a page is gone for good: the subject gets a new one. False when no page was known. MD101 without a note.';
