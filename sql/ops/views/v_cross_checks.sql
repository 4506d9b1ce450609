create view ops.v_cross_checks with (security_invoker) as
select c.id, c.check_on, w.definition_key, w.title, w.business_date, c.revision_no, c.status, c.compared_values, c.differing_values, c.compared_pairs, c.differing_pairs,
       c.source_status, c.source_reason, c.entity, jsonb_array_length(c.requests) as requests, jsonb_array_length(c.answers) as answers, c.reason, c.started_at, c.finished_at,
       (select string_agg(d.says, ' ' order by d.position) from ops.cross_check_differences d where d.cross_check_id = c.id and d.is_alarm and d.position <= 3) as differs_where
  from ops.cross_checks c
  join ops.work_items w on w.id = c.work_item_id;
comment on view ops.v_cross_checks is 'Each cross-check: which report, how much was compared, what differs and where, and whether the source could be asked.';
