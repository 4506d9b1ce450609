create or replace view mart.v_data_quality
with (security_invoker = true)
as
  select f.id, f.source_key as kind, f.severity, f.title, f.detail, coalesce(f.owner_key, s.owner_key, s.default_owner_key) as owner_key,
         coalesce((select string_agg(distinct coalesce(p.name, r.address), ', ')
                     from ops.recipients r
                     left join ops.people p on p.id = r.person_id
                    where r.key = coalesce(f.owner_key, s.owner_key, s.default_owner_key) and r.is_active and not r.is_test),
                  coalesce(f.owner_key, s.owner_key, s.default_owner_key)) as owner,
         util.local_date((select util.now())) - util.local_date(f.opened_at) as age_days,
         util.local_date(f.opened_at) as opened_on, f.last_seen_at, f.reopened_count, f.note, f.subject, f.finding_key,
         array_position(array['critical', 'warning', 'info'], f.severity) as urgency
    from ops.data_findings f
    join ops.finding_sources s on s.key = f.source_key
   where f.resolved_at is null
   order by urgency, f.opened_at, f.finding_key collate "C";
comment on view mart.v_data_quality is 'Open findings about the data: what, who owns it (the people behind the key of ops.recipients, else the key itself), and for how many days it has been open.';
