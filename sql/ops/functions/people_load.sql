-- A list from a spreadsheet, whole or not at all. Who is not on it stays: people leave by is_active, not by a missing line.
create or replace function ops.people_load(p_rows jsonb)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_problems jsonb;
  v_added integer;
  v_changed integer;
begin
  -- Dropped first, so that a table of that name which somebody else made cannot stand in for ours.
  drop table if exists pg_temp.people_list;
  create temp table people_list (
    line_no integer, name text, email text, telegram_user_id text, language text, supervisor_email text) on commit drop;
  insert into pg_temp.people_list
  select (r ->> 'line')::integer, nullif(btrim(r ->> 'name'), ''), nullif(lower(btrim(r ->> 'email')), ''), nullif(btrim(r ->> 'telegram_user_id'), ''),
         coalesce(nullif(btrim(r ->> 'language'), ''), 'id'), nullif(lower(btrim(r ->> 'supervisor_email')), '')
    from jsonb_array_elements(p_rows) r;

  select coalesce(jsonb_agg(jsonb_build_object('line', x.line_no, 'name', x.column_name, 'value', x.value, 'message', x.message) order by x.line_no, x.column_name), '[]')
    into v_problems
    from (
      select l.line_no, 'name', l.name, 'is missing' from pg_temp.people_list l where l.name is null
      union all
      select l.line_no, 'email', l.email, 'is not a mail address' from pg_temp.people_list l
       where l.email is null or l.email !~ '^[^@\s<>,;"]+@[^@\s<>,;"]+$'
      union all
      select l.line_no, 'email', l.email, 'stands on an earlier line already' from pg_temp.people_list l
       where exists (select from pg_temp.people_list e where e.email = l.email and e.line_no < l.line_no)
      union all
      select l.line_no, 'telegram_user_id', l.telegram_user_id, 'is not a number' from pg_temp.people_list l
       where l.telegram_user_id !~ '^[0-9]{1,18}$'
      union all
      select l.line_no, 'telegram_user_id', l.telegram_user_id, 'belongs to somebody else' from pg_temp.people_list l
       where l.telegram_user_id ~ '^[0-9]{1,18}$'
         and (exists (select from pg_temp.people_list e where e.telegram_user_id = l.telegram_user_id and e.email <> l.email)
              or exists (select from ops.people p where p.telegram_user_id = l.telegram_user_id::bigint and p.email <> l.email))
      union all
      select l.line_no, 'language', l.language, 'must be id or en' from pg_temp.people_list l where l.language not in ('id', 'en')
      union all
      select l.line_no, 'supervisor_email', l.supervisor_email, 'is neither on this list nor known' from pg_temp.people_list l
       where l.supervisor_email is not null
         and not exists (select from pg_temp.people_list e where e.email = l.supervisor_email)
         and not exists (select from ops.people p where p.email = l.supervisor_email)
      union all
      select l.line_no, 'supervisor_email', l.supervisor_email, 'nobody supervises himself' from pg_temp.people_list l where l.supervisor_email = l.email
    ) x (line_no, column_name, value, message);
  if v_problems <> '[]' then
    return jsonb_build_object('status', 'refused', 'added', 0, 'changed', 0, 'problems', v_problems);
  end if;

  select count(*) into v_added from pg_temp.people_list l where not exists (select from ops.people p where p.email = l.email);
  insert into ops.people (name, email, telegram_user_id, language)
  select l.name, l.email, l.telegram_user_id::bigint, l.language from pg_temp.people_list l order by l.line_no
  on conflict (email) do nothing;
  -- In a second step, so that a supervisor may stand below those whom he supervises.
  update ops.people p
     set name = l.name, telegram_user_id = l.telegram_user_id::bigint, language = l.language, supervisor_id = s.id
    from pg_temp.people_list l
    left join ops.people s on s.email = l.supervisor_email
   where p.email = l.email
     and (p.name, p.telegram_user_id, p.language, p.supervisor_id) is distinct from (l.name, l.telegram_user_id::bigint, l.language, s.id);
  get diagnostics v_changed = row_count;
  return jsonb_build_object('status', 'applied', 'added', v_added, 'changed', greatest(v_changed - v_added, 0), 'problems', '[]'::jsonb);
end;
$$;
comment on function ops.people_load(jsonb) is 'Adds and changes people by mail address. p_rows: [{line, name, email, telegram_user_id, language, supervisor_email}]. Returns {status applied | refused, added, changed, problems [{line, name, value, message}]}; refused: nothing was written.';
