-- Who answers for a report, and who when he is away. An empty cell takes the person off.
create or replace function ops.duties_load(p_rows jsonb)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_problems jsonb;
  v_changed integer;
begin
  -- Dropped first, so that a table of that name which somebody else made cannot stand in for ours.
  drop table if exists pg_temp.duty_list;
  create temp table duty_list (line_no integer, job text, pic text, backup text) on commit drop;
  insert into pg_temp.duty_list
  select (r ->> 'line')::integer, btrim(r ->> 'job'), nullif(lower(btrim(r ->> 'pic_email')), ''), nullif(lower(btrim(r ->> 'backup_email')), '')
    from jsonb_array_elements(p_rows) r;

  select coalesce(jsonb_agg(jsonb_build_object('line', x.line_no, 'name', x.column_name, 'value', x.value, 'message', x.message) order by x.line_no, x.column_name), '[]')
    into v_problems
    from (
      select l.line_no, 'job', l.job, 'is no report; known: ' || (select string_agg(d.key, ', ' order by d.key collate "C") from ops.job_definitions d where d.makes_work_item)
        from pg_temp.duty_list l
       where not exists (select from ops.job_definitions d where d.key = l.job and d.makes_work_item)
      union all
      select l.line_no, v.column_name, v.email, 'is nobody we know: add the person to orang.csv first'
        from pg_temp.duty_list l, lateral (values ('pic_email', l.pic), ('backup_email', l.backup)) v (column_name, email)
       where v.email is not null and not exists (select from ops.people p where p.email = v.email and p.is_active)
      union all
      select l.line_no, 'backup_email', l.backup, 'the backup must be somebody else' from pg_temp.duty_list l where l.backup = l.pic
    ) x (line_no, column_name, value, message);
  if v_problems <> '[]' then
    return jsonb_build_object('status', 'refused', 'added', 0, 'changed', 0, 'problems', v_problems);
  end if;

  update ops.job_definitions d
     set pic_id = p.id, backup_id = b.id
    from pg_temp.duty_list l
    left join ops.people p on p.email = l.pic
    left join ops.people b on b.email = l.backup
   where d.key = l.job and (d.pic_id, d.backup_id) is distinct from (p.id, b.id);
  get diagnostics v_changed = row_count;
  return jsonb_build_object('status', 'applied', 'added', 0, 'changed', v_changed, 'problems', '[]'::jsonb);
end;
$$;
comment on function ops.duties_load(jsonb) is 'Sets the person in charge and the backup of reports. p_rows: [{line, job, pic_email, backup_email}]. Returns {status applied | refused, added, changed, problems}; refused: nothing was written.';
