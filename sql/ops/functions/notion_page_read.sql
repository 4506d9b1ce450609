-- Everything a worker needs for one page, in one answer. Read after the claim, so it is at least as new as what planned the row.
create or replace function ops.notion_page_read(p_run_token uuid, p_test_mode boolean default false)
returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
  v_source ops.notion_sources;
  v_page ops.notion_pages;
  v_fields jsonb;
  v_layer integer;
begin
  select o.* into v_row from ops.outbox o where o.run_token = p_run_token and o.status = 'sending' and o.channel = 'notion';
  if not found then
    return null;
  end if;
  select s.* into v_source from ops.notion_sources s where s.key = v_row.recipient;
  if p_test_mode and not v_source.is_test then
    -- A worker in test mode never writes where real work is shown.
    select s.* into v_source from ops.notion_sources s where s.kind = v_source.kind and s.is_test;
  end if;
  if v_source.database_id is null then
    return jsonb_build_object('is_off', true, 'source', v_source.key);
  end if;
  select p.* into v_page from ops.notion_pages p where p.source_key = v_source.key and p.subject_key = v_row.subject_key;
  v_fields := ops.notion_fields_of(v_source.key, v_row.subject_key);
  -- What is sent stays with the row: the tab forNotionIntegrator shows it beside what became of it.
  update ops.outbox o set params = o.params || jsonb_build_object('sent', v_fields) where o.id = v_row.id;
  select s.layer into v_layer from ops.work_items w join ops.notion_statuses s on s.status = w.status
   where v_source.kind = 'tasks' and w.id = v_row.work_item_id;
  return jsonb_build_object(
    'is_off', false, 'source', v_source.key, 'subject', v_row.subject_key, 'is_test', v_source.is_test,
    'layer', coalesce(v_layer, 2),
    'database_id', v_source.database_id, 'data_source_id', v_source.data_source_id, 'problems', v_source.problems,
    'must_check', v_source.data_source_id is null or v_source.checked_at is null or v_source.problems <> '{}'
      or v_source.checked_at < clock_timestamp() - util.setting_interval('notion.check_every')
      or v_source.checked_at < (select w.registered_at from ops.workers w where w.incarnation = v_row.claimed_by),
    'page_id', v_page.page_id, 'body_hash', v_page.body_hash,
    'fields_hash', encode(sha256(convert_to(v_fields::text, 'UTF8')), 'hex'),
    'id_property', v_source.property_ids ->> 'id',
    'cells', (select coalesce(jsonb_agg(jsonb_build_object('property', v_source.property_ids -> f.field,
                       'type', coalesce(v_source.property_ids ->> (f.field || ':type'), f.value_type), 'value', v_fields -> f.field) order by f.position), '[]')
                from ops.notion_fields f
               where f.kind = v_source.kind and v_source.property_ids ? f.field),
    'body', ops.notion_body(v_source.key, v_row.subject_key));
end;
$$;
comment on function ops.notion_page_read(uuid, boolean) is 'What the page of a claimed mirror shows now, and where: ids of columns, values, body, hashes. The values are kept in the row as sent. NULL when the run holds nothing.';
