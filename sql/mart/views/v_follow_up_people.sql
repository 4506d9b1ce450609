-- One line a person for what waits for a signature: six reports are six lines for the person, and one for whoever asks after it.
create view mart.v_follow_up_people with (security_invoker) as
select 'approval' as kind, 'person:' || a.person_id as subject, max(p.name) as person,
       case when count(*) = 1 then format('belum menjawab %s', max(x.title))
            else format('belum menjawab %s laporan: %s', count(*), string_agg(x.title, ', ' order by a.requested_at, a.id)) end as reason,
       case when bool_or(ops.alert_rule_holds(coalesce(r.predicate, r.default_predicate), extract(epoch from (select util.now()) - a.requested_at) / 3600))
            then 'critical' end as severity,
       min(a.requested_at) as since,
       case when bool_or(ops.person_is_away(a.person_id)) then 'sedang tidak masuk; tanyakan penggantinya' else 'ingatkan' end as next,
       case when count(*) = 1 then format('mandor explain work_item %s', max(w.id)) else 'ops.v_pending_approvals' end as link,
       bool_and(ops.work_item_is_test(w.id)) as is_test
  from ops.approvals a
  join ops.work_items w on w.id = a.work_item_id and w.status = 'pending_approval'
  join ops.people p on p.id = a.person_id
  left join ops.alert_rules r on r.key = 'approval_overdue'
 cross join lateral (select format('%s %s', w.title, mart.date_text(w.business_date)) as title) x
 where a.status = 'open'
   and a.requested_at <= (select util.now()) - (select coalesce(k.after, k.default_after) from ops.follow_up_kinds k where k.key = 'approval')
 group by a.person_id
union all
-- Who could sign in that place is asked as ops.work_item_backup does, for a report that may not be there yet.
select 'absence', 'person:' || p.id, p.name,
       format('tidak masuk s.d. %s tanpa pengganti; tidak ada yang dapat menandatangani %s', mart.date_text(max(b.to_on)), string_agg(distinct d.title, ', ')),
       case when exists (
         select from ops.approvals a join ops.work_items w on w.id = a.work_item_id and w.status = 'pending_approval'
          where a.person_id = p.id and a.status = 'open') then 'critical' end,
       min(b.from_on)::timestamp at time zone 'Asia/Jakarta', 'tunjuk pengganti', 'ops.absences', bool_and(d.test_mode)
  from ops.job_definitions d
  join ops.people p on p.id = d.pic_id and p.is_active
  join ops.absences b on b.person_id = p.id and util.local_date((select util.now())) between b.from_on and b.to_on
 where d.is_enabled and d.requires_approval
   and not exists (
     select from ops.people x
      where x.is_active and not ops.person_is_away(x.id) and x.id <> p.id
        and x.id in (d.backup_id, p.supervisor_id, (
          select a.delegate_id from ops.absences a where a.id = b.id)))
 group by p.id, p.name;
comment on view mart.v_follow_up_people is 'Part of mart.v_follow_up_today: who has not answered for long, and who is away with nobody to sign instead.';
