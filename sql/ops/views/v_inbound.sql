create view ops.v_inbound with (security_invoker) as
select m.id, m.received_at at time zone 'Asia/Jakarta' as received_wib, m.source,
       coalesce(m.parsed -> 'from' ->> 0, m.external_id) as sender, p.name as person, m.parsed ->> 'subject' as subject,
       m.status, m.outcome, coalesce(m.detail ->> 'why', m.detail -> 'error' ->> 'message') as why, w.title, w.business_date, m.work_item_id,
       a.revision_no, m.approval_id, left(m.parsed ->> 'typed', 500) as typed, m.received_at, m.read_at
  from ops.inbound_messages m
  left join ops.people p on p.id = m.person_id
  left join ops.work_items w on w.id = m.work_item_id
  left join ops.approvals a on a.id = m.approval_id
 order by m.id desc;
comment on view ops.v_inbound is 'Messages that came in, newest first: from whom, about which item, and what became of them and why.';
