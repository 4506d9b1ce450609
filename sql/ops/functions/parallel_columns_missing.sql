create or replace function ops.parallel_columns_missing(p_definition_key text, p_figures jsonb)
returns text
language sql stable
as $$
  select string_agg(format('%s (%s)', c.header, c.field), ', ' order by c.position)
    from ops.parallel_columns c
   where c.definition_key = p_definition_key and c.role <> 'date'
     and exists (select from ops.parallel_rows_ours(p_definition_key, p_figures))
     and not exists (select from ops.parallel_rows_ours(p_definition_key, p_figures) o where o.row ? c.field)
$$;
comment on function ops.parallel_columns_missing(text, jsonb) is 'Compared columns that no frozen row has: mistyped, or renamed since. NULL: all are there.';
