create view ops.v_incidents with (security_invoker) as
select i.id, i.machine_key, m.title, coalesce(m.department, 'OPS') as department, i.status, i.phase, i.cause, i.says, i.restart_count,
       (select count(*) from ops.incident_history h where h.incident_id = i.id and h.event = 'recovery_failed')::integer as failed_count,
       i.opened_at at time zone 'Asia/Jakarta' as opened_wib, i.verified_at at time zone 'Asia/Jakarta' as verified_wib,
       i.closed_at at time zone 'Asia/Jakarta' as closed_wib,
       s.step as last_step, s.verdict as last_verdict, s.finished_at at time zone 'Asia/Jakarta' as last_answer_wib,
       w.kind as waits_for, w.due_at at time zone 'Asia/Jakarta' as next_wib
  from ops.incidents i
  join ops.machines m on m.key = i.machine_key
  left join ops.wakeups w on w.id = i.wakeup_id
  left join lateral (
    select x.step, x.verdict, x.finished_at from ops.incident_steps x where x.incident_id = i.id and x.finished_at is not null order by x.id desc limit 1
  ) s on true;
comment on view ops.v_incidents is 'Incidents of machines: how far they are, what was found last, what is waited for. Times in WIB.';
