-- By what happened in the week (Monday to Sunday, WIB): an item of Sunday that is signed on Monday is done on Monday.
create view mart.v_company_week with (security_invoker) as
with events as (
  select date_trunc('week', h.at at time zone 'Asia/Jakarta')::date as week, h.work_item_id, 'approved' as what
    from ops.work_item_history h where h.to_status = 'approved'
  union all
  select date_trunc('week', h.at at time zone 'Asia/Jakarta')::date, h.work_item_id, 'escalated' from ops.work_item_history h where h.to_status = 'escalated'
  union all
  select date_trunc('week', w.created_at at time zone 'Asia/Jakarta')::date, w.id, 'made' from ops.work_items w
  union all
  -- Never finished in time: its run ended late, or it is late now.
  select date_trunc('week', w.created_at at time zone 'Asia/Jakarta')::date, w.id, 'late'
    from ops.work_items w
    left join ops.occurrences o on o.id = w.occurrence_id
    left join ops.v_work_items_late l on l.work_item_id = w.id
   where o.status = 'late' or l.work_item_id is not null
)
select e.week, a.department, p.name,
       count(*) filter (where e.what = 'made')::integer as work_items, count(*) filter (where e.what = 'approved')::integer as approved,
       count(*) filter (where e.what = 'late')::integer as late, count(*) filter (where e.what = 'escalated')::integer as escalated
  from events e
  join ops.work_items w on w.id = e.work_item_id
  join ops.job_definitions d on d.key = w.definition_key
  join agent.profiles a on a.name = d.agent
  join agent.departments p on p.code = a.department
 where util.setting('outbox.test_mode') = 'true' or not ops.work_item_is_test(w.id)
 group by e.week, a.department, p.name;
comment on view mart.v_company_week is 'Per week (its Monday) and department: work items made, approved, late and escalated in that week.';
