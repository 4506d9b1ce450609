-- By what happened in the week (Monday to Sunday, WIB): an item of Sunday that is signed on Monday is done on Monday.
create view mart.v_company_week with (security_invoker) as
with items as (
  select w.id, w.occurrence_id, w.created_at, a.department
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join agent.profiles a on a.name = d.agent
   where a.department is not null and (util.setting('outbox.test_mode') = 'true' or not ops.work_item_is_test(w.id))
), events as (
  select i.department, i.created_at as at, 'made' as what from items i
  union all
  -- Never finished in time: its run ended late, or it is late now.
  select i.department, i.created_at, 'late'
    from items i
    left join ops.occurrences o on o.id = i.occurrence_id
    left join ops.v_work_items_late l on l.work_item_id = i.id
   where o.status = 'late' or l.work_item_id is not null
  union all
  select i.department, h.at, h.to_status
    from items i
    join ops.work_item_history h on h.work_item_id = i.id and h.to_status in ('approved', 'escalated')
  union all
  select coalesce(m.department, 'OPS'), x.at, x.what
    from ops.incidents i
    join ops.machines m on m.key = i.machine_key and (util.setting('outbox.test_mode') = 'true' or not m.is_test)
   cross join lateral (values (i.opened_at, 'incident'), (i.verified_at, 'recovered')) as x (at, what)
   where x.at is not null
)
select date_trunc('week', e.at at time zone 'Asia/Jakarta')::date as week, e.department, p.name,
       count(*) filter (where e.what = 'made')::integer as work_items, count(*) filter (where e.what = 'approved')::integer as approved,
       count(*) filter (where e.what = 'late')::integer as late, count(*) filter (where e.what = 'escalated')::integer as escalated,
       count(*) filter (where e.what = 'incident')::integer as incidents, count(*) filter (where e.what = 'recovered')::integer as recovered
  from events e
  join agent.departments p on p.code = e.department
 group by 1, e.department, p.name;
comment on view mart.v_company_week is 'Per week (its Monday) and department: work items made, approved, late and escalated, and incidents of its machines opened and recovered in that week.';
