-- A column is known by its id once it was seen: people may rename it. One that is not known is looked for by its name.
create or replace function ops.notion_source_learn(p_key text, p_data_source_id text, p_columns jsonb)
returns text[]
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_source ops.notion_sources;
  v_field ops.notion_fields;
  v_column jsonb;
  v_ids jsonb := '{}';
  v_missing text[];
  v_problems text[] := '{}';
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not do this', util.caller() using errcode = '42501';
  end if;
  select s.* into v_source from ops.notion_sources s where s.key = p_key for update;
  if not found then
    raise exception 'there is no Notion database %', coalesce(p_key, 'NULL') using errcode = 'MD401';
  end if;
  for v_field in select f.* from ops.notion_fields f where f.kind = v_source.kind order by f.position loop
    select c into v_column from jsonb_array_elements(p_columns) c
     where case when v_field.value_type = 'title' then c ->> 'type' = 'title'
                else c ->> 'id' = v_source.property_ids ->> v_field.field or c ->> 'name' = v_field.name end
     order by (c ->> 'id' = v_source.property_ids ->> v_field.field) desc nulls last limit 1;
    if not found then
      v_problems := v_problems || format('kolom "%s" hilang; buat kolom dengan nama itu dan jenis %s', v_field.name, v_field.value_type);
      continue;
    end if;
    if v_column ->> 'type' <> v_field.value_type and not (v_field.value_type = 'status' and v_column ->> 'type' = 'select') then
      v_problems := v_problems || format('kolom "%s" berjenis %s, seharusnya %s', v_column ->> 'name', v_column ->> 'type', v_field.value_type);
      continue;
    end if;
    -- A select makes an option that it does not have; a status refuses it.
    if v_column ->> 'type' = 'status' then
      select array_agg(s.option order by t.n) into v_missing
        from ops.notion_statuses s
        join unnest('{scheduled,in_progress,done,revision,l2_approved,pending_approval,approved,escalated,failed,cancelled}'::text[]) with ordinality as t (status, n) on t.status = s.status
       where not (v_column -> 'options') ? s.option;
      if v_missing is not null then
        v_problems := v_problems || format('kolom "%s" tidak punya pilihan %s; tambahkan persis seperti itu', v_column ->> 'name', '"' || array_to_string(v_missing, '", "') || '"');
      end if;
    end if;
    v_ids := v_ids || jsonb_build_object(v_field.field, v_column ->> 'id', v_field.field || ':type', v_column ->> 'type');
  end loop;

  update ops.notion_sources s
     set data_source_id = p_data_source_id, property_ids = v_ids, problems = v_problems, checked_at = clock_timestamp()
   where s.key = p_key;
  if v_problems <> '{}' then
    perform ops.alert_raise('warning', 'OPS', 'notion', format('Database Notion "%s" tidak cocok', p_key),
      format('%s. Setelah diperbaiki di Notion, halaman terisi sendiri.', array_to_string(v_problems, '; ')),
      format('notion_columns:%s:%s', p_key, encode(sha256(convert_to(array_to_string(v_problems, ';'), 'UTF8')), 'hex')));
  end if;
  return array(select f.name from ops.notion_fields f where f.kind = v_source.kind and f.is_required and not v_ids ? f.field order by f.position);
end;
$$;
comment on function ops.notion_source_learn(text, text, jsonb) is 'Notion told the columns of a database ([{id, name, type, options}]): their ids are kept, what is missing is alerted once a day. Answers the required columns that are missing; empty: pages can be written. MD401.';
