-- Definer, because people who may change a setting may not write its history.
create or replace function ops.tg_any__history()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_hidden text[] := array(select substr(a.name, 2) from unnest(tg_argv) a (name) where a.name like '-%');
begin
  -- A deploy writes the defaults again each time; what did not change is no history.
  if (v_old - '{updated_at,updated_by}'::text[]) is distinct from (v_new - '{updated_at,updated_by}'::text[]) then
    insert into ops.settings_history (table_name, row_key, action, old_row, new_row, changed_by)
    select tg_table_schema || '.' || tg_table_name,
           string_agg(coalesce(v_new, v_old) ->> a.name, ':' order by a.n), tg_op, v_old - v_hidden, v_new - v_hidden, util.caller()
      from unnest(tg_argv) with ordinality as a (name, n) where a.name not like '-%';
  end if;
  return null;
end;
$$;
comment on function ops.tg_any__history() is 'Trigger: keeps each change of a configuration row in ops.settings_history. Arguments: the columns that name the row; with a minus, columns whose change is kept and whose value is not.';
