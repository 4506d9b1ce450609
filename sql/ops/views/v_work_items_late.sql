-- The time by which it had to start has passed and it was never finished. One that waits for a person is not late but waited for.
create view ops.v_work_items_late with (security_invoker) as
select w.id as work_item_id, x.latest_at
  from ops.work_items w
  join ops.job_definitions d on d.key = w.definition_key
  left join ops.occurrences o on o.id = w.occurrence_id
 cross join lateral (select coalesce(o.slot_at, w.created_at) + coalesce(d.latest_start, interval '2 hours') as latest_at) x
 where w.status in ('scheduled', 'in_progress', 'failed', 'revision') and x.latest_at < (select util.now());
comment on view ops.v_work_items_late is 'Work items that had to be started by latest_at and are not finished.';
