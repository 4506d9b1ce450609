create or replace function ops.tg_notion_sources__moved()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := util.now();
  if new.database_id is distinct from old.database_id then
    new.data_source_id := null;
    new.property_ids := '{}';
    new.problems := '{}';
    new.checked_at := null;
    delete from ops.notion_pages p where p.source_key = old.key;
  end if;
  return new;
end;
$$;
comment on function ops.tg_notion_sources__moved() is 'Trigger: in another database nothing of the old one is known.';
