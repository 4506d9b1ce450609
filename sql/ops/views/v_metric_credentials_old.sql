-- Counted in whole days in Jakarta, so that one that is as old as it may be is not told for being some hours older.
create view ops.v_metric_credentials_old with (security_invoker) as
select c.name as subject, (util.local_date((select util.now())) - x.renew_on)::numeric as value,
       format('Kunci %s (%s) perlu diganti', c.title, c.name) as title,
       format(E'%s %s; paling lama dipakai sampai %s.\nSelanjutnya: buat yang baru, pasang, lalu isi issued_on di ops.credentials.%s',
         case when c.issued_on is null then 'Pertama dipakai' else 'Dibuat' end, mart.date_text(x.since_on), mart.date_text(x.renew_on), coalesce(E'\n' || c.note, '')) as body
  from ops.credentials c
 cross join lateral (select coalesce(c.issued_on, util.local_date(c.first_seen_at)) as since_on) s
 cross join lateral (select s.since_on, (s.since_on + coalesce(c.max_age, c.default_max_age))::date as renew_on) x
 where c.is_enabled and c.seen_at is not null;
comment on view ops.v_metric_credentials_old is 'Metric of a rule: by how many days a secret is older than its max_age; negative: so many are left. Without a max_age: NULL.';
