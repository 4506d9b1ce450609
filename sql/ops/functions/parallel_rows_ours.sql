create or replace function ops.parallel_rows_ours(p_definition_key text, p_figures jsonb)
returns table (row_key text, "row" jsonb)
language sql stable
as $$
  select k.key, r.value
    from ops.parallel_settings s
   cross join jsonb_array_elements(case when jsonb_typeof(p_figures #> s.rows_path) = 'array' then p_figures #> s.rows_path else '[]' end) r
   cross join lateral (
     select string_agg(coalesce(ops.parallel_value(r.value -> c.field, c, 'point', true), ''), ' / ' order by c.position) as key
       from ops.parallel_columns c
      where c.definition_key = p_definition_key and c.role = 'key') k
   where s.definition_key = p_definition_key and r.value @> s.row_filter
$$;
comment on function ops.parallel_rows_ours(text, jsonb) is 'The rows of frozen figures that are compared, with their keys.';
