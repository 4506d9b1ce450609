-- After this each staged row is a whole row of the table, so that every check and comparison sees what would be written:
-- text trimmed, an empty cell of a column that may not be empty its default, a column that the file has not as it was.
create or replace function portal.load_fill(p_table text, p_columns text[])
returns void
language plpgsql volatile
as $$
declare
  v_target record;
  v_set text;
  v_key text;
  -- Spreadsheets leave tabs and no-break spaces at the end of a code; such a code would match nothing.
  v_blanks text := quote_literal(E' \t\r\n' || chr(160));
begin
  select t.* into v_target from portal.load_target(p_table) t;
  -- Dynamic: columns and defaults come from the catalog (%I, pg_get_expr), the key from portal.load_tables.
  select string_agg(format('%I = %s', c.column_name, case
           when c.data_type = 'text' and d.expression is not null and a.attnotnull
           then format('coalesce(nullif(btrim(%I, %s), %L), %s)', c.column_name, v_blanks, '', d.expression)
           when c.data_type = 'text' then format('nullif(btrim(%I, %s), %L)', c.column_name, v_blanks, '')
           else format('coalesce(%I, %s)', c.column_name, d.expression) end), ', ')
    into v_set
    from portal.load_columns(v_target.table_name) c
    join pg_attribute a on a.attrelid = v_target.table_name::regclass and a.attname = c.column_name
    left join lateral (select pg_get_expr(x.adbin, x.adrelid) as expression from pg_attrdef x where x.adrelid = a.attrelid and x.adnum = a.attnum) d on true
   where c.role = 'value' and c.column_name = any (p_columns || v_target.key_columns)
     and (c.data_type = 'text' or (a.attnotnull and d.expression is not null));
  if v_set is not null then
    execute format('update pg_temp.load_staging set %s', v_set);
  end if;

  v_key := array_to_string(v_target.key_expressions, ', ');
  execute format('update pg_temp.load_staging set load_key = jsonb_build_array(%s)', v_key);
  execute 'create index load_staging_load_key_idx on pg_temp.load_staging (load_key)';
  execute 'analyze pg_temp.load_staging';

  select string_agg(format('%1$I = case when m.load_key is null then %2$s else m.%1$I end', c.column_name, coalesce(d.expression, 'null')), ', ')
    into v_set
    from portal.load_columns(v_target.table_name) c
    join pg_attribute a on a.attrelid = v_target.table_name::regclass and a.attname = c.column_name
    left join lateral (select pg_get_expr(x.adbin, x.adrelid) as expression from pg_attrdef x where x.adrelid = a.attrelid and x.adnum = a.attnum) d on true
   where c.role = 'value' and c.column_name <> all (p_columns || v_target.key_columns);
  if v_set is not null then
    execute format(
      'update pg_temp.load_staging s set %s
         from pg_temp.load_staging o left join (select t.*, jsonb_build_array(%s) as load_key from %s t) m on m.load_key = o.load_key
        where o.load_line = s.load_line',
      v_set, v_key, v_target.table_name::regclass);
  end if;
end;
$$;
comment on function portal.load_fill(text, text[]) is 'Makes whole rows of the staged ones: trimmed text, defaults, untouched columns, and the key. p_columns: columns of the file. Internal.';
