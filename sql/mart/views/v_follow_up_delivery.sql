-- Only what nobody has told since: the same thing that reached the same person later, or by another way, has arrived.
create view mart.v_follow_up_delivery with (security_invoker) as
select 'delivery' as kind, o.id::text as subject, coalesce(o.params ->> 'recipient_name', o.recipient) as person,
       format('%s tidak sampai ke %s (%s)', coalesce(w.title || ' ' || mart.date_text(w.business_date), o.params ->> 'subject', o.subject_key),
         o.recipient, case o.channel when 'email' then 'e-mail' else 'Telegram' end)
       || case when o.status = 'unknown' then ': tidak diketahui apakah terkirim' else coalesce(': ' || left(o.error ->> 'message', 120), '') end as reason,
       null::text as severity, coalesce(o.sent_at, o.created_at) as since,
       case when o.status = 'unknown' then 'periksa kotak terkirim' else 'periksa alamatnya' end as next,
       format('mandor explain outbox %s', o.id) as link, o.is_test
  from ops.outbox o
  left join ops.work_items w on w.id = o.work_item_id
 where o.channel in ('email', 'telegram') and o.status in ('failed', 'unknown') and o.created_at > (select util.now()) - interval '3 days'
   and (o.work_item_id is not null or o.subject_key like 'report.%')
   and not exists (
     select from ops.outbox x
      where x.status = 'confirmed' and x.id > o.id and x.subject_key = o.subject_key and x.work_item_id is not distinct from o.work_item_id
        and x.channel = o.channel and (x.recipient = o.recipient or x.params ->> 'recipient_name' = o.params ->> 'recipient_name'))
union all
select 'delivery', 'approval:' || a.id, p.name,
       format('permintaan tanda tangan %s %s kembali dari %s', w.title, mart.date_text(w.business_date), coalesce(p.email, p.name)),
       null, a.requested_at, 'perbaiki alamatnya', format('mandor explain work_item %s', w.id), ops.work_item_is_test(w.id)
  from ops.approvals a
  join ops.work_items w on w.id = a.work_item_id
  join ops.people p on p.id = a.person_id
 where a.status = 'open' and a.evidence ? 'bounce'
union all
select 'dead_job', j.key, null, format('pekerjaan %s (%s) berhenti: %s', j.key, j.task_identifier, coalesce(left(split_part(j.last_error, E'\n', 1), 120), 'tanpa keterangan')),
       -- The queue lives by the real clock.
       null, least(j.last_run_at, (select util.now())), 'perbaiki sebabnya, lalu ulangi', format('mandor explain job %s', j.key), false
  from ops.v_dead_jobs j
 where j.key is not null and j.key not like 'doctor:%'
union all
-- The channel's own line: what was to be told by it goes another way meanwhile.
select 'channel', c.channel, null, format('Pesan lewat %s tidak sampai; peringatan dikirim lewat jalur lain', case c.channel when 'email' then 'e-mail' else 'Telegram' end),
       null, coalesce(s.since, (select util.now())), 'periksa akunnya', 'mandor doctor', false
  from (values ('email'), ('telegram')) as c (channel)
  left join lateral (
    select min(coalesce(o.sent_at, o.created_at)) as since
      from ops.outbox o
     where o.channel = c.channel and o.created_at > (select util.now()) - interval '7 days'
       and (o.status in ('failed', 'unknown') or o.status = 'planned' and o.error ->> 'code' = 'channel_off')
       and o.id > coalesce((select max(x.id) from ops.outbox x where x.channel = c.channel and x.status = 'confirmed'), 0)) s on true
 where not ops.alert_channel_works(c.channel);
comment on view mart.v_follow_up_delivery is 'Part of mart.v_follow_up_today: reports and requests that did not arrive or came back, jobs that nobody will try again, channels that are off or broken.';
