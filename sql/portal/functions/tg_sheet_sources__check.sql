-- What a person mistypes is told at once, and not at night by a job that fails.
create or replace function portal.tg_sheet_sources__check()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_target record;
  v_unknown text;
begin
  select t.* into v_target from portal.load_target(new.table_name) t;
  if v_target.kind <> 'portal' then
    raise exception '% is filled by the ERP and not from a Sheet', v_target.table_name
      using errcode = 'MD101', detail = jsonb_build_object('key', new.key, 'caller', util.caller())::text, hint = 'Name a table of portal.';
  end if;
  new.table_name := v_target.table_name;
  select string_agg(m.value, ', ' order by m.value) into v_unknown
    from jsonb_each_text(case when jsonb_typeof(new.mapping) = 'object' then new.mapping else '{}' end) m
   where m.value is distinct from '-'
     and not exists (select from portal.load_columns(v_target.table_name) c where c.column_name = m.value);
  if v_unknown is not null then
    raise exception '% has no column %', v_target.table_name, v_unknown
      using errcode = 'MD101', detail = jsonb_build_object('key', new.key, 'mapping', new.mapping)::text,
            hint = 'mapping is {"header of the tab": "column of the table"}; - as the column passes a header over.';
  end if;
  return new;
end;
$$;
comment on function portal.tg_sheet_sources__check() is 'Trigger: the table can be loaded (MD401, MD101) and the mapping leads to its columns (MD101).';
