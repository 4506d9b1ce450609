-- Refused as an answer, not as an exception: whoever keeps the tab has to be told, and a raise would take that with it.
create or replace function ops.parallel_store(
  p_definition_key text, p_business_date date, p_source text, p_origin text, p_header jsonb, p_rows jsonb, p_occurrence_id bigint default null
)
returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_key text := ops.parallel_key(p_definition_key);
  v_settings ops.parallel_settings;
  v_problems jsonb;
  v_rows jsonb;
  v_hash text;
  v_last ops.parallel_inputs;
  v_id bigint;
  v_run_id bigint;
  v_status text := 'stored';
begin
  if p_business_date is null or p_business_date > util.local_date((select util.now())) then
    raise exception '% is no day that is over', coalesce(p_business_date::text, 'NULL')
      using errcode = 'MD101', detail = jsonb_build_object('business_date', p_business_date, 'caller', v_caller)::text,
            hint = 'The date is the business date of the report: the trading day that its figures are of.';
  end if;
  select s.* into strict v_settings from ops.parallel_settings s where s.definition_key = v_key for update;
  if not v_settings.is_enabled then
    raise exception 'the parallel run of % is switched off', v_key
      using errcode = 'MD202', hint = format('Set is_enabled in ops.parallel_settings (definition_key = %s).', v_key);
  end if;

  select jsonb_agg(jsonb_build_object('code', case when h.times = 0 then 'header_missing' else 'header_twice' end, 'header', h.header) order by h.position)
    into v_problems
    from ops.parallel_header(v_key, p_header) h
   where h.times <> 1;
  if v_problems is not null then
    return jsonb_build_object('status', 'refused', 'definition_key', v_key, 'business_date', p_business_date, 'problems', v_problems);
  end if;
  select jsonb_agg(t.row order by t.line) into v_rows from ops.parallel_rows_theirs(v_key, p_business_date, p_header, p_rows) t;
  if v_rows is null then
    return jsonb_build_object('status', 'refused', 'definition_key', v_key, 'business_date', p_business_date, 'problems', jsonb_build_array(
      jsonb_build_object('code', case when jsonb_array_length(p_rows) = 0 then 'no_rows' else 'no_rows_of_day' end, 'header', null)));
  end if;

  -- Lines may move without anything being another result.
  select md5(p_header::text || coalesce(string_agg((r.value - 0)::text, ',' order by r.n), '')) into v_hash
    from jsonb_array_elements(v_rows) with ordinality r (value, n);
  select i.* into v_last from ops.parallel_inputs i where i.definition_key = v_key and i.business_date = p_business_date order by i.id desc limit 1;
  if v_last.content_hash = v_hash then
    v_status := 'unchanged';
    v_id := v_last.id;
  elsif p_source = 'sheet' and not exists (select from ops.parallel_columns c where c.definition_key = v_key and c.role = 'date')
    and v_hash = (select i.content_hash from ops.parallel_inputs i
                   where i.definition_key = v_key and i.business_date <> p_business_date order by i.id desc limit 1)
  then
    -- Without a date in it, a tab that nobody has touched is still yesterday's: to compare it would start the count again for nothing.
    return jsonb_build_object('status', 'not_yet', 'definition_key', v_key, 'business_date', p_business_date, 'problems', '[]'::jsonb);
  else
    insert into ops.parallel_inputs (definition_key, business_date, source, origin, occurrence_id, header, rows, row_count, content_hash)
    values (v_key, p_business_date, p_source, p_origin, p_occurrence_id, p_header, v_rows, jsonb_array_length(v_rows), v_hash)
    returning id into v_id;
  end if;
  v_run_id := ops.parallel_compare(v_key, p_business_date);
  return jsonb_build_object('status', v_status, 'definition_key', v_key, 'business_date', p_business_date, 'input_id', v_id,
    'rows', jsonb_array_length(v_rows), 'rows_passed_over', jsonb_array_length(p_rows) - jsonb_array_length(v_rows),
    'headers_passed_over', (
      select coalesce(jsonb_agg(x.name order by x.n), '[]')
        from jsonb_array_elements_text(p_header) with ordinality x (name, n)
       where btrim(x.name) <> '' and x.n not in (select h.cell from ops.parallel_header(v_key, p_header) h)),
    'run', (select to_jsonb(r) || jsonb_build_object('text', ops.parallel_text(r.id))
              from ops.parallel_runs r where r.id = v_run_id));
end;
$$;
comment on function ops.parallel_store(text, date, text, text, jsonb, jsonb, bigint) is
  'Takes a person''s result of a day and compares: {status: stored | unchanged (the same result again) | not_yet (the tab still holds another day''s) | refused (problems: header_missing, header_twice, no_rows, no_rows_of_day), run}. p_rows: [[line, cells …]]. MD101 no such day, MD202 switched off, MD401 no such report.';
