create or replace function portal.load_examples(p_table text, p_action text)
returns jsonb
language plpgsql stable
as $$
declare
  v_target record;
  v_examples jsonb;
begin
  select t.* into v_target from portal.load_target(p_table) t;
  -- Dynamic: the names of the key columns. Five are enough to recognise a wrong file, and fit on a screen.
  execute format(
    'select coalesce(jsonb_agg(jsonb_build_object(''line'', x.load_line, ''key'', concat_ws('' · '', %s), ''changes'', x.load_changes) order by x.load_line), ''[]'')
       from (select s.* from pg_temp.load_staging s where s.load_action = $1 order by s.load_line limit 5) x',
    (select string_agg(format('x.%I::text', k), ', ') from unnest(v_target.key_columns) k))
    into v_examples using p_action;
  return v_examples;
end;
$$;
comment on function portal.load_examples(text, text) is 'Up to five staged rows of an action (inserted, changed, unchanged): [{line, key, changes}]. Internal.';
