create view ops.v_pending_approvals with (security_invoker) as
select a.id as approval_id, w.id as work_item_id, w.title, w.business_date, w.status, a.revision_no, a.role, p.name as person, p.email,
       a.requested_at, a.requested_at at time zone 'Asia/Jakarta' as requested_wib, (select util.now()) - a.requested_at as waiting_for,
       x.status as mail_status, w.ladder_started_at, u.due_at as next_at, u.due_at at time zone 'Asia/Jakarta' as next_wib,
       r.action as next_action, r.whom as next_whom
  from ops.approvals a
  join ops.work_items w on w.id = a.work_item_id
  join ops.people p on p.id = a.person_id
  join ops.job_definitions d on d.key = w.definition_key
  left join ops.outbox x on x.id = a.outbox_id
  left join ops.wakeups u on u.id = w.wakeup_id
  left join ops.approval_rungs r
    on r.policy_id = coalesce(d.approval_policy_id, (select y.id from ops.approval_policies y where y.is_default))
   and r.position = w.rung_position + 1 and w.status = 'pending_approval'
 where a.status = 'open';
comment on view ops.v_pending_approvals is 'Who is asked to sign what, since when, whether the mail has arrived, and what happens when nobody answers.';
