create or replace function ops.doctor_secrets()
returns table (line text, state text, says text, next_step text)
language sql stable
as $$
  select 'secrets', case when x.bad is null then 'ok' else 'wrong' end,
         case when x.bad is null then format('%s in use, the oldest since %s', x.n, coalesce(x.since_on::text, 'never')) else x.bad end,
         case when x.bad is not null then 'Renew them, then set issued_on (and expires_on) in ops.credentials.' end
    from (
      select (select count(*) from ops.credentials c where c.seen_at is not null) as n,
             (select min(coalesce(c.issued_on, util.local_date(c.first_seen_at))) from ops.credentials c where c.seen_at is not null) as since_on,
             (select string_agg(m.says, '; ' order by m.says)
                from (select 'credential_old' as rule, c.value, format('%s is %s days over its age', c.subject, c.value) as says from ops.v_metric_credentials_old c
                      union all
                      select 'credential_expiring', c.value, format('%s ends in %s days', c.subject, c.value) from ops.v_metric_credentials_expiring c) m
                join ops.alert_rules r on r.key = m.rule
               where ops.alert_rule_holds(coalesce(r.predicate, r.default_predicate), m.value)) as bad
    ) x
$$;
comment on function ops.doctor_secrets() is 'Line of doctor about keys and passwords: how many are in use, and which are too old or end soon by the rules of the alerts. Internal.';
