create view ops.v_orphans with (security_invoker) as
select 'work_item' as kind, w.id::text as id, w.status, 'waits without a live wake-up' as why
  from ops.work_items w
  join ops.work_item_states s on s.status = w.status and s.is_waiting
 where not exists (select from ops.wakeups u where u.id = w.wakeup_id and u.subject_kind = 'work_item' and u.subject_id = w.id::text)
union all
select 'occurrence', o.id::text, o.status, 'waits without a live wake-up'
  from ops.occurrences o
 where (o.status = 'waiting' or o.status = 'expected' and o.released_at is null)
   and not exists (select from ops.wakeups u where u.id = o.wakeup_id and u.subject_kind = 'occurrence' and u.subject_id = o.id::text)
union all
select 'outbox', x.id::text, x.status, 'waits without a live wake-up'
  from ops.outbox x
 where (x.next_at is not null or x.status = 'unknown' and not x.is_settled)
   and not exists (select from ops.wakeups u where u.id = x.wakeup_id and u.subject_kind = 'outbox' and u.subject_id = x.id::text)
union all
select 'pause', p.id::text, p.what, 'waits without a live wake-up'
  from ops.pauses p
 where p.ended_at is null and p.until is not null
   and not exists (select from ops.wakeups u where u.id = p.wakeup_id and u.subject_kind = 'pause' and u.subject_id = p.id::text)
union all
select 'incident', i.id::text, i.status, 'waits without a live wake-up'
  from ops.incidents i
 where i.status <> 'closed'
   and not exists (select from ops.wakeups u where u.id = i.wakeup_id and u.subject_kind = 'incident' and u.subject_id = i.id::text)
union all
select 'wakeup', u.id::text, u.kind, format('%s %s does not wait for it', u.subject_kind, u.subject_id)
  from ops.wakeups u
 where not exists (select from ops.work_items w where w.wakeup_id = u.id)
   and not exists (select from ops.work_items w where w.hold_wakeup_id = u.id)
   and not exists (select from ops.occurrences o where o.wakeup_id = u.id)
   and not exists (select from ops.pauses p where p.wakeup_id = u.id)
   and not exists (select from ops.outbox x where x.wakeup_id = u.id)
   and not exists (select from ops.incidents i where i.wakeup_id = u.id)
union all
select l.kind, l.id::text, l.status, 'its job ended without ending it' from ops.runs_lost() l
union all
-- The sweep takes these over within a minute. Two minutes after the death nobody did.
select x.kind, x.id, x.status, format('its worker is gone since %s', coalesce(w.died_at, w.stopped_at))
  from (
    select 'event' as kind, e.id::text as id, e.status, e.claimed_by from ops.events e where e.status = 'processing'
    union all
    select 'outbox', o.id::text, o.status, o.claimed_by from ops.outbox o where o.status = 'sending'
    union all
    select 'incident_step', s.id::text, s.status, s.claimed_by from ops.incident_steps s where s.status = 'running'
  ) x
  join ops.workers w on w.incarnation = x.claimed_by
 where coalesce(w.died_at, w.stopped_at) < clock_timestamp() - interval '2 minutes';
comment on view ops.v_orphans is 'Rows that wait for something that will never come. Always empty.';
