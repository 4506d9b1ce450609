-- All that the table would refuse, line by line, before anything is written: PostgreSQL itself names one row and stops.
-- The rules are read from the catalog; what a rule means in words is the comment on its constraint.
create or replace function portal.load_problems(p_table text)
returns table (line_no bigint, column_name text, value text, message text)
language plpgsql stable
as $$
#variable_conflict use_column
declare
  v_target record;
  v_rule record;
begin
  select t.* into v_target from portal.load_target(p_table) t;

  -- Dynamic, as all statements over the staging table: it exists only while a load runs.
  return query execute format(
    'select d.load_line, %L::text, (select string_agg(e.value, '' · '' order by e.ordinality) from jsonb_array_elements_text(d.load_key) with ordinality e),
            format(''stands in line %%s already'', d.first_line)
       from (select s.load_line, s.load_key, min(s.load_line) over (partition by s.load_key) as first_line from pg_temp.load_staging s) d
      where d.load_line <> d.first_line',
    array_to_string(v_target.key_columns, ', '));

  for v_rule in
    select c.column_name from portal.load_columns(v_target.table_name) c
      join pg_attribute a on a.attrelid = v_target.table_name::regclass and a.attname = c.column_name
     where c.role = 'value' and a.attnotnull
  loop
    -- Dynamic: the column is a name out of the catalog.
    return query execute format(
      'select s.load_line, %L::text, null::text, %L::text from pg_temp.load_staging s where s.%I is null',
      v_rule.column_name, 'is empty and must not be', v_rule.column_name);
  end loop;

  for v_rule in
    select pg_get_expr(k.conbin, k.conrelid) as expression,
           coalesce(obj_description(k.oid, 'pg_constraint'), 'breaks the rule ' || pg_get_expr(k.conbin, k.conrelid)) as meaning,
           (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)) as columns
      from pg_constraint k
     where k.conrelid = v_target.table_name::regclass and k.contype = 'c'
     order by k.conname
  loop
    -- Dynamic: the rule is the table's own text; its column names are those of the staging table.
    return query execute format(
      'select load_line, %L::text, concat_ws(%L, %s), %L::text from pg_temp.load_staging where not (%s)',
      array_to_string(v_rule.columns, ', '), ' · ', (select string_agg(format('%I::text', c), ', ') from unnest(v_rule.columns) c),
      v_rule.meaning, v_rule.expression);
  end loop;

  for v_rule in
    select k.confrelid::regclass as parent,
           coalesce(obj_description(k.oid, 'pg_constraint'), 'is not in ' || k.confrelid::regclass) as meaning,
           (select array_agg(a.attname::text order by p.ord) from unnest(k.conkey) with ordinality p (num, ord)
              join pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.num) as columns,
           (select array_agg(a.attname::text order by p.ord) from unnest(k.confkey) with ordinality p (num, ord)
              join pg_attribute a on a.attrelid = k.confrelid and a.attnum = p.num) as parent_columns
      from pg_constraint k
     where k.conrelid = v_target.table_name::regclass and k.contype = 'f'
     order by k.conname
  loop
    -- Dynamic: names out of the catalog. Like PostgreSQL, a reference with an empty part points nowhere and is right.
    return query execute format(
      'select s.load_line, %L::text, concat_ws(%L, %s), %L::text from pg_temp.load_staging s where %s and not exists (select from %s p where %s)',
      array_to_string(v_rule.columns, ', '), ' · ', (select string_agg(format('s.%I::text', c), ', ') from unnest(v_rule.columns) c), v_rule.meaning,
      (select string_agg(format('s.%I is not null', c), ' and ') from unnest(v_rule.columns) c),
      v_rule.parent,
      (select string_agg(format('p.%I = s.%I', p.name, c.name), ' and ')
         from unnest(v_rule.columns) with ordinality c (name, ord) join unnest(v_rule.parent_columns) with ordinality p (name, ord) using (ord)));
  end loop;
end;
$$;
comment on function portal.load_problems(text) is 'Staged rows that the table would refuse: doubled key, empty cell, broken rule, missing reference; with line, column, value and the rule in words. Internal.';
