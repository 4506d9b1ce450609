create view ops.v_parallel_runs with (security_invoker) as
select r.definition_key, d.title, r.business_date, r.outcome, r.reason, k.days as streak, k.since, s.required_days,
       s.is_enabled and r.outcome = 'match' and k.days >= s.required_days as proposes, s.proposed_at, r.rows_ours, r.rows_theirs, r.compared_cells,
       r.differing_cells, r.missing_rows, r.extra_rows, r.duplicate_keys, r.work_item_id, r.revision_no, i.origin, i.loaded_by, i.loaded_at,
       r.compared_at,
       (select string_agg(concat_ws(' ', x.kind, x.row_key, x.header, x.theirs || ' ≠ ' || x.ours), '; ' order by x.position)
          from ops.parallel_differences x where x.run_id = r.id and x.position <= 3) as differs_where
  from ops.parallel_runs r
  join ops.parallel_settings s on s.definition_key = r.definition_key
  join ops.job_definitions d on d.key = r.definition_key
  left join ops.parallel_inputs i on i.id = r.input_id
  left join lateral (
    -- As ops.parallel_streak, which looks at one day only.
    select count(*) as days, min(m.business_date) as since
      from ops.parallel_runs m
     where m.definition_key = r.definition_key and m.is_current and m.outcome = 'match' and m.business_date <= r.business_date
       and m.business_date >= coalesce(s.counts_from, '-infinity')
       and not exists (
         select from ops.parallel_runs x
          where x.definition_key = m.definition_key and x.is_current and x.outcome = 'differs'
            and x.business_date between m.business_date and r.business_date)) k on true
 where r.is_current;
comment on view ops.v_parallel_runs is 'Each compared day of a report that a person makes by hand too: match, differs (where) or incomplete; streak = days in a row that matched up to then, since when; proposes = enough to stop. A missing day neither counts nor restarts.';
