-- Deletes first, then changes, then inserts, each as one statement: statement triggers fire once, and a spelling that
-- moves from one row to another does not collide on its way.
create or replace function portal.load_write(p_table text, p_mode text)
returns void
language plpgsql volatile
as $$
declare
  v_target record;
  v_columns text;
  v_key text;
begin
  select t.* into v_target from portal.load_target(p_table) t;
  v_key := array_to_string(v_target.key_expressions, ', ');
  select string_agg(quote_ident(c.column_name), ', ') into v_columns from portal.load_columns(v_target.table_name) c where c.role = 'value';
  -- Dynamic: table, columns (catalog names, quoted) and key differ. ctid is stable here: portal.load_apply holds the table.
  if p_mode = 'replace' then
    execute format(
      'delete from %1$s t using (select x.ctid as row_id, jsonb_build_array(%2$s) as load_key from %1$s x) m
        where t.ctid = m.row_id and not exists (select from pg_temp.load_staging s where s.load_key = m.load_key)',
      v_target.table_name::regclass, v_key);
  end if;
  if p_mode in ('upsert', 'replace') then
    execute format(
      'update %1$s t set (%3$s) = row (%4$s)
         from pg_temp.load_staging s join (select x.ctid as row_id, jsonb_build_array(%2$s) as load_key from %1$s x) m on m.load_key = s.load_key
        where t.ctid = m.row_id and s.load_action = ''changed''',
      v_target.table_name::regclass, v_key, v_columns,
      (select string_agg(format('s.%I', c.column_name), ', ') from portal.load_columns(v_target.table_name) c where c.role = 'value'));
  end if;
  execute format('insert into %s (%s) select %2$s from pg_temp.load_staging s where s.load_action = ''inserted'' order by s.load_line',
                 v_target.table_name::regclass, v_columns);
end;
$$;
comment on function portal.load_write(text, text) is 'Writes the staged rows as portal.load_diff decided. Internal.';
