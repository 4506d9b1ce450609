create view ops.v_today with (security_invoker) as
select o.business_date, d.key, d.title, o.id as occurrence_id, o.status as run_status,
       w.id as work_item_id, w.status as work_item_status, w.revision_no,
       o.slot_at as slot_utc, o.slot_at at time zone 'Asia/Jakarta' as slot_wib,
       o.started_at, o.finished_at, o.finished_at - o.started_at as took, o.attempts,
       case when o.status in ('expected', 'waiting') then ops.occurrence_needs_missing(o.id) else '{}' end as needs_missing,
       coalesce(w.error, o.error) ->> 'message' as error, o.note,
       (select count(*) from ops.outbox x where x.work_item_id = w.id) as deliveries,
       (select count(*) from ops.outbox x where x.work_item_id = w.id and x.status = 'confirmed') as deliveries_confirmed
  from ops.occurrences o
  join ops.job_definitions d on d.key = o.definition_key
  left join ops.work_items w on w.occurrence_id = o.id
 where o.slot_at >= (select util.now()) - interval '24 hours' or o.status in ('expected', 'waiting', 'running');
comment on view ops.v_today is 'Runs of the last 24 hours and all that are open, with their work items and mails; slots in UTC and WIB.';
