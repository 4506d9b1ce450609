-- A row counts when a column that we know holds something: people leave notes beside and below their tables.
create or replace function ops.parallel_rows_theirs(p_definition_key text, p_business_date date, p_header jsonb, p_rows jsonb)
returns table (line integer, row_key text, "row" jsonb)
language sql stable
as $$
  with columns as materialized (
    select c as spec, c.role, c.position, h.cell, s.decimal_mark, s.ignored_keys
      from ops.parallel_settings s
      join ops.parallel_columns c on c.definition_key = s.definition_key
      join ops.parallel_header(p_definition_key, p_header) h on h.position = c.position
     where s.definition_key = p_definition_key
  )
  select (r.value ->> 0)::integer, k.key, r.value
    from jsonb_array_elements(p_rows) r
   cross join lateral (
     select coalesce(string_agg(coalesce(ops.parallel_value(r.value -> c.cell, c.spec, c.decimal_mark, false), ''), ' / ' order by c.position)
              filter (where c.role = 'key'), '') as key
       from columns c) k
   where exists (select from columns c where c.role <> 'date' and btrim(r.value ->> c.cell) <> '')
     and not exists (select from columns c where c.role = 'date'
                      and ops.parallel_value(r.value -> c.cell, c.spec, c.decimal_mark, false) is distinct from p_business_date::text)
     and not exists (select from columns c where k.key = any (c.ignored_keys))
$$;
comment on function ops.parallel_rows_theirs(text, date, jsonb, jsonb) is 'The rows of a person''s result that are of that day, with line and key.';
