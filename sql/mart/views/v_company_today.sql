-- The figures are those of yesterday, the last closed trading day; the work is that of the last 24 hours, and what is open at this moment.
create view mart.v_company_today with (security_invoker) as
with figures as materialized (
  select f.*, row_number() over (partition by f.department order by abs(f.change_pct) desc nulls last, f.figure) as n,
         format('%s %s%s', f.title, mart.figure_text(f.value, f.unit),
           case when f.change_pct is null then '' else format(' (%s%s%%)', case when f.change_pct >= 0 then '+' else '-' end, mart.number_text(abs(f.change_pct), 1)) end) as says
    from mart.company_figures(util.local_date((select util.now())) - 1) f
), work as (
  select a.department,
         count(*) filter (where w.status = 'approved' and w.finished_at > (select util.now()) - interval '24 hours') as done,
         count(l.work_item_id) as late, count(*) filter (where w.status = 'escalated') as escalated
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join agent.profiles a on a.name = d.agent
    left join ops.v_work_items_late l on l.work_item_id = w.id
   where (w.finished_at is null or w.finished_at > (select util.now()) - interval '24 hours')
     and (util.setting('outbox.test_mode') = 'true' or not ops.work_item_is_test(w.id))
   group by a.department
)
select p.code as department, p.name, coalesce(w.done, 0)::integer as done, coalesce(w.late, 0)::integer as late, coalesce(w.escalated, 0)::integer as escalated,
       (select f.says from figures f where f.department = p.code and f.n = 1) as figure_1,
       (select f.says from figures f where f.department = p.code and f.n = 2) as figure_2,
       array(select f.sentence from figures f where f.department = p.code and f.is_unusual order by f.n) as anomalies,
       row_number() over (order by array_position('{OPS,CEMES,FATAL,R&D,HRGA,BDW}'::text[], p.code) nulls last, p.code collate "C")::integer as place
  from agent.departments p
  left join work w on w.department = p.code
 order by place;
comment on view mart.v_company_today is 'One line per department: work items done in 24 hours, late and escalated ones, the two of its figures of yesterday that are furthest from usual (percent of the median of the same weekdays before), and sentences about unusual ones.';
