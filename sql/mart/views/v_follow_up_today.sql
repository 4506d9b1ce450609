-- What is only a test is of no concern, unless the whole installation is in test mode. Severity: the kind's, or more in a single case.
create view mart.v_follow_up_today with (security_invoker) as
select coalesce(f.person,
         (select string_agg(distinct coalesce(p.name, r.address), ', ')
            from ops.recipients r left join ops.people p on p.id = r.person_id
           where r.key = coalesce(k.responsible_key, k.default_responsible_key) and r.is_active and coalesce(p.is_active, true)
             and (p.id is not null or r.channel = 'email') and r.is_test = x.is_test),
         k.responsible_title) as person,
       f.reason, case when 'critical' in (f.severity, coalesce(k.severity, k.default_severity)) then 'critical' else 'warning' end as severity,
       f.since, f.link, f.next, f.kind, k.title as kind_title, f.subject,
       row_number() over (
         order by 'critical' in (f.severity, coalesce(k.severity, k.default_severity)) desc nulls last, k.position, f.since, f.reason collate "C", f.subject collate "C")::integer as place
  from (
    select * from mart.v_follow_up_work
    union all
    select * from mart.v_follow_up_people
    union all
    select * from mart.v_follow_up_rules
    union all
    select * from mart.v_follow_up_delivery
    union all
    select * from mart.v_follow_up_machines
  ) f
  join ops.follow_up_kinds k on k.key = f.kind and k.is_enabled
 cross join (select util.setting('outbox.test_mode') = 'true' as is_test) x
 where f.since <= (select util.now()) - coalesce(k.after, k.default_after) and (x.is_test or not f.is_test)
 order by place;
comment on view mart.v_follow_up_today is 'Who has to be followed up today, and why: person, reason, severity, since, link (where to look), next (what to do), the most severe first. Empty: nobody.';
