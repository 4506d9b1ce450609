create or replace function portal.load_target(p_table text)
returns table (table_name text, kind text, entity text, key_columns text[], key_expressions text[])
language plpgsql stable
as $$
declare
  v_name text := lower(btrim(p_table));
  v_entity text := upper(substring(v_name from '^raw\.accurate_sales_(.+)$'));
begin
  return query
    select t.table_name, t.kind, t.entity, t.key_columns, t.key_expressions from portal.load_tables() t where t.table_name = v_name;
  if found then
    return;
  end if;
  -- An entity that has stock and no sales table is no typing error, it is a fact to be told.
  if exists (select from portal.load_tables() t where t.kind = 'stock' and t.entity = v_entity) then
    raise exception '% sells nothing: there is no table % and there are no sales to load for it', v_entity, v_name
      using errcode = 'MD101',
            hint = (select 'Sales are loaded into ' || string_agg(t.table_name, ', ' order by t.table_name) || '.' from portal.load_tables() t where t.kind = 'sales');
  end if;
  raise exception 'there is no table "%" that can be loaded', p_table
    using errcode = 'MD401',
          detail = (select jsonb_build_object('tables', jsonb_agg(t.table_name order by t.table_name)) from portal.load_tables() t)::text,
          hint = (select 'Known tables: ' || string_agg(t.table_name, ', ' order by t.table_name) || '.' from portal.load_tables() t);
end;
$$;
comment on function portal.load_target(text) is 'The loadable table of that name. MD401 lists the known ones, MD101 says that an entity sells nothing.';
