create view mart.v_follow_up_machines with (security_invoker) as
select 'incident' as kind, i.id::text as subject, null::text as person, format('mesin %s: %s', m.title, i.says) as reason,
       case when i.status = 'exhausted' then 'critical' end as severity, i.opened_at as since,
       case when i.status = 'exhausted' then 'perbaiki mesinnya, lalu tutup insidennya' else 'sedang dipulihkan; pantau' end as next,
       format('mandor explain incident %s', i.id) as link, m.is_test
  from ops.incidents i
  join ops.machines m on m.key = i.machine_key
 where i.status in ('open', 'recovering', 'exhausted');
comment on view mart.v_follow_up_machines is 'Part of mart.v_follow_up_today: machines that do not do their work and were not recovered.';
