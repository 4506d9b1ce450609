-- Names come from the catalog and are quoted, values are bound: nothing that a person or a model says becomes SQL.
create or replace function ops.report_run(
  p_key text,
  p_filters jsonb default '{}',
  p_limit integer default 50,
  p_recipient_id bigint default null
)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_report ops.report_catalog;
  v_filter jsonb;
  v_unknown text;
  v_sees_cost boolean;
  v_given jsonb := coalesce(p_filters, '{}');
  v_columns jsonb;
  v_values text[] := '{}';
  v_where text[] := '{}';
  v_shown jsonb := '[]';
  v_order text;
  v_rows jsonb;
  v_total bigint;
begin
  select c.* into v_report from ops.report_catalog c where c.key = p_key;
  if not found or not ops.report_may(v_report, p_recipient_id) then
    -- One answer for both: what one may not ask for, one need not know of.
    raise exception 'there is no report % for %', coalesce(left(p_key, 60), '–'), v_caller
      using errcode = 'MD401', hint = coalesce('Reports: ' || (select string_agg(l.key, ', ' order by l.key collate "C") from ops.report_list(p_recipient_id) l) || '.', 'None is open to you.');
  end if;
  if p_limit is null or p_limit not between 1 and 10000 then
    raise exception 'the limit is a whole number from 1 to 10000' using errcode = 'MD101';
  end if;
  if jsonb_typeof(v_given) <> 'object' then
    raise exception 'filters are an object of names and values' using errcode = 'MD101', hint = '{"tier": 1}';
  end if;
  select min(k) into v_unknown from jsonb_object_keys(v_given) k
   where not exists (select from jsonb_array_elements(v_report.filters) f where f ->> 'name' = k);
  if v_unknown is not null then
    raise exception 'report % has no filter %', p_key, left(v_unknown, 60)
      using errcode = 'MD101', hint = coalesce('Filters: ' || (
        select string_agg(format('%s=%s', f ->> 'name', f ->> 'example'), ', ' order by n) from jsonb_array_elements(v_report.filters) with ordinality as x (f, n)) || '.',
        'It has none.');
  end if;

  v_sees_cost := ops.report_sees_cost(p_recipient_id);
  select coalesce(jsonb_agg(c order by n), '[]') into v_columns
    from jsonb_array_elements(v_report.columns) with ordinality as x (c, n)
   where v_sees_cost or c ->> 'name' <> all (v_report.cost_columns);
  for v_filter in
    select f || jsonb_build_object('given', coalesce(v_given -> (f ->> 'name'), f -> 'default'))
      from jsonb_array_elements(v_report.filters) with ordinality as x (f, n)
     where v_given ? (f ->> 'name')
        -- A default gives way as soon as anything else filters its column, or to the filters that it names.
        or f ? 'default' and not exists (
          select from jsonb_array_elements(v_report.filters) o
           where v_given ? (o ->> 'name') and (o ->> 'column' = f ->> 'column' or f -> 'yields_to' ? (o ->> 'name')))
     order by n
  loop
    -- Whoever may not see a cost cannot find it out by asking above or below which figure it lies.
    if not v_sees_cost and v_filter ->> 'column' = any (v_report.cost_columns) then
      raise exception 'report % has no filter %', p_key, v_filter ->> 'name' using errcode = 'MD101';
    end if;
    v_values := v_values || ops.report_filter_value(v_filter, v_filter -> 'given');
    v_where := v_where || ops.report_filter_sql(v_filter, cardinality(v_values));
    v_shown := v_shown || jsonb_build_array(jsonb_build_object('name', v_filter ->> 'name', 'label', v_filter ->> 'label', 'operator', v_filter ->> 'operator',
      'value', v_values[cardinality(v_values)], 'is_default', not v_given ? (v_filter ->> 'name')));
  end loop;
  -- Texts sort the same on every machine.
  select string_agg(format('v.%I%s%s nulls last', a.attname, case when a.attcollation <> 0 then ' collate "C"' else '' end, case when o like '% desc' then ' desc' else '' end), ', ' order by n)
    into v_order
    from unnest(v_report.order_by) with ordinality as x (o, n)
    join pg_attribute a on a.attrelid = v_report.view_name::regclass and a.attname = regexp_replace(o, ' desc$', '')
   where v_sees_cost or a.attname <> all (v_report.cost_columns);

  -- The view's name is checked by the table (schema.v_name), columns go through %I.
  execute format('select coalesce(jsonb_agg(to_jsonb(r) order by r.n) filter (where r.n <= $2), ''[]''), coalesce(max(r.n), 0) from (
      select %s, row_number() over (%s) as n from %s v%s) r',
      (select string_agg(format('v.%I', c ->> 'name'), ', ' order by n) from jsonb_array_elements(v_columns) with ordinality as x (c, n)),
      coalesce('order by ' || v_order, ''), v_report.view_name, coalesce(' where ' || nullif(array_to_string(v_where, ' and '), ''), ''))
    into v_rows, v_total
    using v_values, p_limit;
  return jsonb_build_object('key', v_report.key, 'title', v_report.title, 'description', v_report.description, 'columns', v_columns,
    'filters', v_shown, 'rows', (select coalesce(jsonb_agg(r - 'n' order by i), '[]') from jsonb_array_elements(v_rows) with ordinality as x (r, i)), 'total', v_total, 'is_cut', v_total > p_limit);
end;
$$;
comment on function ops.report_run(text, jsonb, integer, bigint) is 'A report of the catalog: {title, columns, filters, rows, total, is_cut}. Filters {name: value} are checked by name and type and bound. Columns made of cost prices are left out for whoever may not see them. p_recipient_id: the row of ops.recipients that the intake asks for. MD401 unknown or not open to the caller, MD101 filter, value or limit.';
