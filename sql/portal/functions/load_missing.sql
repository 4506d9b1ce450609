create or replace function portal.load_missing(p_table text)
returns table (n bigint, existing bigint, examples jsonb)
language plpgsql stable
as $$
declare
  v_target record;
begin
  select t.* into v_target from portal.load_target(p_table) t;
  -- Dynamic: table and key differ.
  return query execute format(
    'select count(*) filter (where x.is_missing), count(*),
            coalesce(jsonb_agg(jsonb_build_object(''key'', x.key_text) order by x.key_text) filter (where x.is_missing and x.nth <= 5), ''[]'')
       from (select y.key_text, y.is_missing, row_number() over (partition by y.is_missing order by y.key_text) as nth
               from (select e.key_text, not exists (select from pg_temp.load_staging s where s.load_key = e.load_key) as is_missing
                       from (select concat_ws('' · '', %s) as key_text, jsonb_build_array(%s) as load_key from %s) e) y) x',
    (select string_agg(quote_ident(k) || '::text', ', ') from unnest(v_target.key_columns) k),
    array_to_string(v_target.key_expressions, ', '),
    v_target.table_name::regclass);
end;
$$;
comment on function portal.load_missing(text) is 'Rows of the table that the file has not, and how many the table has. Internal.';
