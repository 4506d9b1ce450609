create view ops.v_metric_credentials_expiring with (security_invoker) as
select c.name as subject, x.days_left::numeric as value,
       case when x.days_left < 0 then format('Kunci %s (%s) sudah berakhir %s', c.title, c.name, mart.date_text(c.expires_on))
            when x.days_left = 0 then format('Kunci %s (%s) berakhir hari ini', c.title, c.name)
            else format('Kunci %s (%s) berakhir %s hari lagi', c.title, c.name, x.days_left) end as title,
       format(E'Terakhir berlaku %s.\nSelanjutnya: buat yang baru, pasang, lalu isi issued_on dan expires_on di ops.credentials.%s',
         mart.date_text(c.expires_on), coalesce(E'\n' || c.note, '')) as body
  from ops.credentials c
 cross join lateral (select c.expires_on - util.local_date((select util.now())) as days_left) x
 where c.is_enabled and c.seen_at is not null and c.expires_on is not null;
comment on view ops.v_metric_credentials_expiring is 'Metric of a rule: for how many days a secret works after today; 0: today is its last day.';
