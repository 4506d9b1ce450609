-- Comparing takes seconds and comes before the locks. Figures that nobody may change any more were changed, or raw no longer
-- holds what it held: critical. Everything else is a warning.
create or replace function ops.cross_check_finish(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_run ops.occurrences;
  v_check ops.cross_checks;
  v_results jsonb;
  v_source record;
  v_moved bigint := 0;
  v_source_differs boolean := false;
  v_alarms bigint;
  v_department text;
  v_text record;
begin
  select o.* into v_run from ops.occurrences o where o.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  select c.* into v_check from ops.cross_checks c where c.occurrence_id = v_run.id;
  if not found then
    return ops.occurrence_finish(p_run_token, 'no report of the last days to check');
  end if;
  if v_check.status = 'running' then
    v_results := ops.cross_check_results(v_check.work_item_id, v_check.revision_no);
    for v_source in select s.* from ops.cross_check_source(v_check.id) s loop
      v_results := v_results || jsonb_build_array(jsonb_build_object('check', v_source.check_key, 'path', case v_source.check_key
        when 'source_stock' then 'Accurate item/list-stock per tanggal laporan → raw' else 'Accurate detail nota → raw' end,
        'compared', v_source.compared, 'moved', v_source.moved, 'differences', v_source.differences));
      v_moved := v_moved + v_source.moved;
      v_source_differs := v_source_differs or jsonb_path_exists(v_source.differences, '$[*] ? (@.is_alarm == true)');
    end loop;

    perform ops.occurrences_lock_date(v_run.business_date);
    -- Silence is no agreement.
    update ops.cross_checks c set source_status = 'not_checked', source_reason = 'tidak semua pertanyaan dijawab'
     where c.id = v_check.id and c.source_status = 'asked' and jsonb_array_length(c.answers) < jsonb_array_length(c.requests);
    select c.* into v_check from ops.cross_checks c where c.id = v_check.id for update;
    if v_check.status = 'running' and exists (select from ops.occurrences o where o.run_token = p_run_token) then
      insert into ops.cross_check_differences (cross_check_id, position, check_key, subject, field, reported, recomputed, reported_from, recomputed_from, is_alarm, says)
      select v_check.id, x.n, x.key, x.d ->> 'subject', x.d ->> 'field', x.d ->> 'reported', x.d ->> 'recomputed', x.d ->> 'reported_from', x.d ->> 'recomputed_from', (x.d ->> 'is_alarm')::boolean, x.d ->> 'says'
        from (select r.x ->> 'check' as key, d.x as d, row_number() over (order by not (d.x ->> 'is_alarm')::boolean, r.n, d.n) as n
                from jsonb_array_elements(v_results) with ordinality r (x, n) cross join lateral jsonb_array_elements(r.x -> 'differences') with ordinality d (x, n)) x
       where x.n <= 1000;
      select coalesce(sum(coalesce((r ->> 'differing')::bigint, (select count(*) from jsonb_array_elements(r -> 'differences') d where (d ->> 'is_alarm')::boolean))), 0)
        into v_alarms from jsonb_array_elements(v_results) r;
      update ops.cross_checks c
         set status = case when v_alarms > 0 then 'differs' else 'clean' end, finished_at = util.now(),
             source_status = case when c.source_status = 'not_checked' then 'not_checked' when v_source_differs then 'differs' when v_moved > 0 then 'moved' else 'clean' end,
             compared_values = (select sum((r ->> 'compared')::bigint) from jsonb_array_elements(v_results) r), differing_values = v_alarms,
             compared_pairs = (select coalesce(sum((r ->> 'pairs')::numeric), 0) from jsonb_array_elements(v_results) r),
             differing_pairs = (select coalesce(sum((r ->> 'differing_pairs')::numeric), 0) from jsonb_array_elements(v_results) r),
             results = (select jsonb_agg(jsonb_build_object('differing', jsonb_array_length(r.x -> 'differences')) || (r.x - 'differences') order by r.n) from jsonb_array_elements(v_results) with ordinality r (x, n))
       where c.id = v_check.id
      returning * into v_check;
      select coalesce(p.department, 'OPS') into v_department
        from ops.work_items w join ops.job_definitions d on d.key = w.definition_key join agent.profiles p on p.name = d.agent where w.id = v_check.work_item_id;
      select t.* into v_text from ops.cross_check_text(v_check.id) t;
      if v_alarms > 0 then
        perform ops.alert_raise(
          case when exists (select from ops.cross_check_differences d where d.cross_check_id = v_check.id and d.is_alarm and d.check_key in ('frozen', 'loads')) then 'critical' else 'warning' end,
          v_department, 'cross_check', v_text.title, v_text.body, format('cross_check:%s.%s', v_check.work_item_id, v_check.revision_no));
      elsif v_check.source_status = 'not_checked' and jsonb_array_length(v_check.requests) > 0 then
        perform ops.alert_raise('info', v_department, 'cross_check', v_text.title || ', sumber tidak diperiksa', v_text.body, format('cross_check_source:%s', v_check.entity));
      end if;
    end if;
  end if;
  return ops.occurrence_finish(p_run_token, format('cross-check %s: %s, source %s', v_check.id, v_check.status, v_check.source_status));
end;
$$;
comment on function ops.cross_check_finish(uuid) is 'Recomputes the report that this run holds, judges what the source answered, keeps and alerts what differs, and ends the run: done | late | not_mine.';
