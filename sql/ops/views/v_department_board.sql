create view ops.v_department_board with (security_invoker) as
select p.code as department, p.name, x.is_test,
       count(w.id) filter (where not s.is_final) as open_items,
       count(l.work_item_id) as late_items,
       count(w.id) filter (where w.status = 'escalated') as escalated_items,
       count(w.id) filter (where w.status = 'approved'
         and w.finished_at >= date_trunc('week', util.now() at time zone 'Asia/Jakarta') at time zone 'Asia/Jakarta') as approved_this_week
  from agent.departments p
 cross join (values (false), (true)) as x (is_test)
  left join agent.profiles a on a.department = p.code
  left join ops.job_definitions d on d.agent = a.name
  left join ops.work_items w on w.definition_key = d.key and ops.work_item_is_test(w.id) = x.is_test
   and (w.status not in ('approved', 'cancelled') or w.finished_at > (select util.now()) - interval '8 days')
  left join ops.work_item_states s on s.status = w.status
  left join ops.v_work_items_late l on l.work_item_id = w.id
 group by p.code, p.name, x.is_test;
comment on view ops.v_department_board is 'Per department, for real work and for test mode: open items, late ones, escalated ones, and those approved since Monday (WIB).';
