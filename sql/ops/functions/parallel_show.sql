create or replace function ops.parallel_show(p_report text, p_business_date date default null)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_key text;
  v_run ops.parallel_runs;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not read parallel runs', v_caller using errcode = '42501';
  end if;
  v_key := ops.parallel_key(p_report);
  select r.* into v_run from ops.parallel_runs r
   where r.definition_key = v_key and r.is_current and (p_business_date is null or r.business_date = p_business_date)
   order by r.business_date desc
   limit 1;
  if not found then
    raise exception '% has not been compared%', v_key, coalesce(' for ' || p_business_date, ' yet')
      using errcode = 'MD404', detail = jsonb_build_object('definition_key', v_key, 'business_date', p_business_date)::text,
            hint = 'A day is compared once its report is frozen or a result was loaded, while is_enabled is true in ops.parallel_settings.';
  end if;
  return jsonb_build_object(
    'run', to_jsonb(v_run) || jsonb_build_object('text', ops.parallel_text(v_run.id)),
    'input', (select jsonb_build_object('id', i.id, 'source', i.source, 'origin', i.origin, 'row_count', i.row_count, 'loaded_at', i.loaded_at, 'loaded_by', i.loaded_by)
                from ops.parallel_inputs i where i.id = v_run.input_id),
    'differences', (select coalesce(jsonb_agg(to_jsonb(d) - 'run_id' || jsonb_build_object('text', ops.parallel_difference_text(d)) order by d.position), '[]')
                      from ops.parallel_differences d where d.run_id = v_run.id),
    'days', (select coalesce(jsonb_agg(jsonb_build_object('business_date', x.business_date, 'outcome', x.outcome, 'text', ops.parallel_text(x.id)) order by x.business_date desc), '[]')
               from (select y.* from ops.parallel_runs y where y.definition_key = v_key and y.is_current order by y.business_date desc limit 30) x));
end;
$$;
comment on function ops.parallel_show(text, date) is 'A comparison with its differences, and the newest 30 days. The newest one without a date. MD401 no such report, MD404 that day was not compared.';
