create or replace function ops.notion_page_note(
  p_run_token uuid, p_source_key text, p_page_id text, p_url text, p_body_hash text default null, p_fields_hash text default null
)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into ops.notion_pages (source_key, subject_key, page_id, url, body_hash, fields_hash)
  select p_source_key, o.subject_key, p_page_id, p_url, p_body_hash, p_fields_hash
    from ops.outbox o where o.run_token = p_run_token and o.status = 'sending'
  on conflict (source_key, subject_key) do update
    set page_id = excluded.page_id, url = coalesce(excluded.url, notion_pages.url), body_hash = excluded.body_hash,
        fields_hash = coalesce(excluded.fields_hash, notion_pages.fields_hash), shown_at = util.now();
  return found;
end;
$$;
comment on function ops.notion_page_note(uuid, text, text, text, text, text) is 'Which page shows the subject of a claimed mirror, and the hashes of what stands on it. Body hash NULL before its body is written: a body that was begun is written anew. False: not mine.';
