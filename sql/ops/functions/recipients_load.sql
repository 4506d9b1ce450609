-- Who receives what besides the person in charge. Whether cost prices are shown is a cell of the line.
create or replace function ops.recipients_load(p_rows jsonb)
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
  drop table if exists pg_temp.recipient_list;
  create temp table recipient_list (
    line_no integer, key text, channel text, address text, person_email text, sees_cost text) on commit drop;
  insert into pg_temp.recipient_list
  select (r ->> 'line')::integer, nullif(btrim(r ->> 'key'), ''), lower(btrim(r ->> 'channel')), nullif(btrim(r ->> 'address'), ''),
         nullif(lower(btrim(r ->> 'person_email')), ''), coalesce(nullif(lower(btrim(r ->> 'sees_cost')), ''), 'tidak')
    from jsonb_array_elements(p_rows) r;

  select coalesce(jsonb_agg(jsonb_build_object('line', x.line_no, 'name', x.column_name, 'value', x.value, 'message', x.message) order by x.line_no, x.column_name), '[]')
    into v_problems
    from (
      select l.line_no, 'key', l.key, 'is missing: a report''s key or a route of alerts, such as report.control_stock or alerts.main'
        from pg_temp.recipient_list l where l.key is null
      union all
      select l.line_no, 'channel', l.channel, 'must be email or telegram' from pg_temp.recipient_list l where coalesce(l.channel, '') not in ('email', 'telegram')
      union all
      select l.line_no, 'address', l.address, case l.channel when 'telegram' then 'is not a chat number (a group''s begins with -)' else 'is not a mail address' end
        from pg_temp.recipient_list l
       where l.address is null
          or (l.channel = 'email' and l.address !~ '^[^@\s<>,;"]+@[^@\s<>,;"]+$')
          or (l.channel = 'telegram' and l.address !~ '^-?[0-9]{1,18}$')
      union all
      select l.line_no, 'address', l.address, 'stands on an earlier line already' from pg_temp.recipient_list l
       where exists (select from pg_temp.recipient_list e where (e.key, e.channel, e.address) = (l.key, l.channel, l.address) and e.line_no < l.line_no)
      union all
      select l.line_no, 'person_email', l.person_email, 'is nobody we know: add the person to orang.csv first' from pg_temp.recipient_list l
       where l.person_email is not null and not exists (select from ops.people p where p.email = l.person_email)
      union all
      select l.line_no, 'sees_cost', l.sees_cost, 'must be ya or tidak' from pg_temp.recipient_list l where l.sees_cost not in ('ya', 'tidak')
    ) x (line_no, column_name, value, message);
  if v_problems <> '[]' then
    return jsonb_build_object('status', 'refused', 'added', 0, 'changed', 0, 'problems', v_problems);
  end if;

  select count(*) into v_added from pg_temp.recipient_list l
   where not exists (select from ops.recipients r where (r.key, r.channel, r.address) = (l.key, l.channel, l.address));
  insert into ops.recipients as r (key, channel, address, person_id, sees_cost)
  select l.key, l.channel, l.address, p.id, l.sees_cost = 'ya'
    from pg_temp.recipient_list l
    left join ops.people p on p.email = l.person_email
   order by l.line_no
  on conflict (key, channel, address) do update set person_id = excluded.person_id, sees_cost = excluded.sees_cost
   where (r.person_id, r.sees_cost) is distinct from (excluded.person_id, excluded.sees_cost);
  get diagnostics v_changed = row_count;
  return jsonb_build_object('status', 'applied', 'added', v_added, 'changed', v_changed - v_added, 'problems', '[]'::jsonb);
end;
$$;
comment on function ops.recipients_load(jsonb) is 'Adds and changes recipients. p_rows: [{line, key, channel, address, person_email, sees_cost ya | tidak}]. Returns {status applied | refused, added, changed, problems}; refused: nothing was written.';
