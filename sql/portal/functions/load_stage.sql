-- The way in for rows that are no file: a tab of a Sheet is read whole and handed over in one call.
create or replace function portal.load_stage(p_table text, p_columns text[], p_rows jsonb)
returns void
language plpgsql volatile
as $$
declare
  v_target record;
begin
  select t.* into v_target from portal.load_target(p_table) t;
  -- Dynamic: columns and types come from the catalog. Values are text in PostgreSQL's own writing, as COPY would read them.
  execute (
    select format('insert into pg_temp.load_staging (load_line, %s) select (r.cells ->> 0)::bigint, %s from jsonb_array_elements($1) r (cells)',
                  string_agg(quote_ident(c.column_name), ', ' order by g.ord),
                  string_agg(format('(r.cells ->> %s)::%s', g.ord, c.data_type), ', ' order by g.ord))
      from unnest(p_columns) with ordinality g (column_name, ord)
      join portal.load_columns(v_target.table_name) c on c.column_name = g.column_name and c.role = 'value')
    using p_rows;
end;
$$;
comment on function portal.load_stage(text, text[], jsonb) is 'Puts rows into pg_temp.load_staging: [[line, value of each of p_columns …], …], values as text. Between portal.load_begin and portal.load_apply.';
