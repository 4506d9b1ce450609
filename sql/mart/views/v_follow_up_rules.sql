-- The same comparison that alerts, so that the morning never says something else. Since: since it was first alerted without a gap of its window.
create view mart.v_follow_up_rules with (security_invoker) as
with measured as (
  select 'load_blocked' as kind, 'load_blocked' as rule, m.subject, m.value, null::text as person, m.title as reason,
         'lepas atau tolak datanya' as next, 'mandor explain load ' || m.subject as link, h.finished_at as since
    from ops.v_metric_loads_blocked m join raw.load_history h on h.load_id = m.subject::bigint
  union all
  select 'sales_target', 'sales_target', m.subject, m.value, p.name, m.title, 'tanyakan rencananya', 'mart.v_sales_mtd_vs_target', null
    from ops.v_metric_sales_target m
    left join lateral (
      select string_agg(coalesce(q.name, x.address), ', ' order by x.address) as name
        from (select distinct lower(btrim(s.branch_manager)) as address from portal.store s
               where s.branch = regexp_replace(m.subject, ':[^:]*$', '') and btrim(s.branch_manager) <> '') x
        left join ops.people q on q.email = x.address) p on true
  union all
  select 'credential_expiring', 'credential_expiring', m.subject, m.value, p.name, m.title, 'perbarui kuncinya', 'ops.credentials', null
    from ops.v_metric_credentials_expiring m join ops.credentials c on c.name = m.subject left join ops.people p on p.id = c.owner_id
  union all
  select 'credential_old', 'credential_old', m.subject, m.value, p.name, m.title, 'perbarui kuncinya', 'ops.credentials', null
    from ops.v_metric_credentials_old m join ops.credentials c on c.name = m.subject left join ops.people p on p.id = c.owner_id
  union all
  select 'channel', 'replies_unread', 'mailbox:' || m.subject, m.value, null, m.title, 'periksa sambungannya', 'ops.v_mailboxes', x.checked_at
    from ops.v_metric_mailboxes m join ops.mailboxes x on x.key = m.subject
)
select m.kind, m.subject, m.person, m.reason, null::text as severity,
       coalesce(m.since, (select min(a.first_at) from ops.alerts a
                           where a.dedupe_key = format('rule:%s:%s', m.rule, m.subject) and a.window_ends_at > (select util.now()) - r.window_length),
                (select util.now())) as since,
       m.next, m.link, false as is_test
  from measured m
  join ops.alert_rules r on r.key = m.rule and r.is_enabled
 where ops.alert_rule_holds(coalesce(r.predicate, r.default_predicate), m.value);
comment on view mart.v_follow_up_rules is 'Part of mart.v_follow_up_today: what an alert rule finds at this moment: loads held back, branches behind their target, secrets that end or are old, mailboxes that are not read.';
