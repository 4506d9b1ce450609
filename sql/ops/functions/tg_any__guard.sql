-- One guard for every table with a status and few states. Its arguments are the whole list of changes, 'from>to'; '>to' is
-- a new row. (Work items have more to check and a table of their own.)
create or replace function ops.tg_any__guard()
returns trigger
language plpgsql
as $$
declare
  v_from text := case when tg_op = 'UPDATE' then to_jsonb(old) ->> 'status' else '' end;
  v_to text := to_jsonb(new) ->> 'status';
begin
  if v_from || '>' || v_to <> all (tg_argv) then
    raise exception '%.% does not go from % to %', tg_table_schema, tg_table_name, coalesce(nullif(v_from, ''), 'nothing'), v_to
      using errcode = 'MD201',
            detail = jsonb_build_object('table', tg_table_schema || '.' || tg_table_name, 'from', v_from, 'to', v_to,
              'row', coalesce(to_jsonb(new) ->> 'id', to_jsonb(new) ->> 'load_id'))::text,
            hint = 'Allowed: ' || array_to_string(tg_argv, ', ') || '.';
  end if;
  return new;
end;
$$;
comment on function ops.tg_any__guard() is 'Trigger: refuses (MD201) any change of status that its arguments do not list.';
