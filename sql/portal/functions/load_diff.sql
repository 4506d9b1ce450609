create or replace function portal.load_diff(p_table text)
returns void
language plpgsql volatile
as $$
declare
  v_target record;
  v_columns text;
begin
  select t.* into v_target from portal.load_target(p_table) t;
  select string_agg(quote_literal(c.column_name), ', ') into v_columns from portal.load_columns(v_target.table_name) c where c.role = 'value';
  -- Dynamic: table and key differ. Rows are compared as jsonb: there 12.0 equals 12.00, and a change can be told column by
  -- column. Where people keep two rows under one key (portal.article_notes), one that differs makes the line a change.
  execute format(
    'update pg_temp.load_staging s
        set load_action = case when not m.is_there then ''inserted'' when m.changes is null then ''unchanged'' else ''changed'' end,
            load_changes = m.changes
       from (select o.load_line, bool_or(e.load_key is not null) as is_there, min(d.changes::text)::jsonb as changes
               from (select x.*, to_jsonb(x) as load_row from pg_temp.load_staging x) o
               left join (select t.*, jsonb_build_array(%s) as load_key, to_jsonb(t) as load_row from %s t) e on e.load_key = o.load_key
               left join lateral (
                 select jsonb_object_agg(n.key, jsonb_build_array(n.value, o.load_row -> n.key)) as changes
                   from jsonb_each(e.load_row) n
                  where n.key = any (array[%s]) and n.value is distinct from o.load_row -> n.key) d on true
              group by o.load_line) m
      where m.load_line = s.load_line',
    array_to_string(v_target.key_expressions, ', '), v_target.table_name::regclass, v_columns);
end;
$$;
comment on function portal.load_diff(text) is 'Says of each staged row whether it is inserted, changed (and what: {column: [old, new]}) or unchanged. Internal.';
