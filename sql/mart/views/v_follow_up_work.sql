create view mart.v_follow_up_work with (security_invoker) as
select 'escalated' as kind, w.id::text as subject, s.name as person,
       format('%s %s menunggu keputusan%s', w.title, mart.date_text(w.business_date), coalesce(': ' || h.reason, '')) as reason,
       null::text as severity, coalesce(h.at, w.updated_at) as since, 'putuskan: ulangi, setujui, atau tutup' as next,
       format('mandor explain work_item %s', w.id) as link, ops.work_item_is_test(w.id) as is_test
  from ops.work_items w
  left join ops.people s on s.id = ops.work_item_supervisor(w.id)
  left join lateral (
    select x.at, x.reason from ops.work_item_history x where x.work_item_id = w.id and x.to_status = 'escalated' order by x.id desc limit 1) h on true
 where w.status = 'escalated'
union all
select 'work_item', w.id::text, null,
       format('%s %s %s', w.title, mart.date_text(w.business_date), case w.status
         when 'failed' then 'gagal' || coalesce(': ' || (w.error ->> 'message'), '')
         when 'in_progress' then 'masih dikerjakan'
         when 'revision' then 'menunggu dibuat ulang'
         else 'belum ada' || coalesce(': menunggu ' || m.titles, '') end),
       null, case when w.status = 'failed' then w.failed_since else l.latest_at end,
       case when w.status = 'failed' then 'perbaiki sebabnya, lalu ulangi'
            when m.titles is not null then 'lengkapi datanya' else 'periksa apa yang menahannya' end,
       format('mandor explain work_item %s', w.id), ops.work_item_is_test(w.id)
  from ops.work_items w
  left join ops.v_work_items_late l on l.work_item_id = w.id
  left join lateral (
    select string_agg(d.title, ', ' order by d.key collate "C") as titles
      from unnest(ops.occurrence_needs_missing(w.occurrence_id)) as n (key)
      join ops.job_definitions d on d.key = n.key
     where w.status = 'scheduled') m on true
 where l.work_item_id is not null or w.status = 'failed';
comment on view mart.v_follow_up_work is 'Part of mart.v_follow_up_today: work items that wait for a supervisor, are late or have failed.';
