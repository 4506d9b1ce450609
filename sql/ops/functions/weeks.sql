-- An incident is one of a machine. A trouble is a run that failed or had to be put off, a load that was held back, an item that failed
-- or was escalated; it is mended when that run, load or item came to a good end all the same.
create or replace function ops.weeks(p_from timestamptz, p_weeks integer)
returns table (
  week integer, "from" date, jobs integer, loads integer, blocked integer, reports integer, mails integer, chats integer,
  work_items integer, approved integer, rejected integer, escalated integer, late integer, failed integer,
  incidents integer, recovered integer, exhausted integer, troubles integer, mended integer
)
language sql stable
as $$
  with weeks as (
    select n.week, p_from + (n.week - 1) * interval '7 days' as begins_at, p_from + n.week * interval '7 days' as ends_at
      from generate_series(1, p_weeks) as n (week)
  ), troubles as (
    select o.slot_at as at,
           o.status in ('done', 'late')
             or exists (select from ops.occurrences r where r.definition_key = o.definition_key and r.business_date = o.business_date and r.status in ('done', 'late')) as is_over
      from ops.occurrences o where o.status = 'failed' or o.deferrals > 0
    union all
    select l.started_at, l.status in ('accepted', 'superseded') from raw.load_history l
     where l.decided_at is not null or l.status in ('quarantined', 'rejected')
    union all
    select h.at, w.status in ('approved', 'cancelled')
      from ops.work_item_history h join ops.work_items w on w.id = h.work_item_id where h.to_status in ('failed', 'escalated')
  )
  select w.week, util.local_date(w.begins_at),
         (select count(*)::integer from ops.occurrences o where o.finished_at >= w.begins_at and o.finished_at < w.ends_at),
         (select count(*)::integer from raw.load_history l where l.finished_at >= w.begins_at and l.finished_at < w.ends_at and l.status in ('accepted', 'superseded')),
         (select count(*)::integer from raw.load_history l where l.started_at >= w.begins_at and l.started_at < w.ends_at
             and (l.decided_at is not null or l.status in ('quarantined', 'rejected'))),
         (select count(*)::integer from ops.work_item_revisions r where r.frozen_at >= w.begins_at and r.frozen_at < w.ends_at),
         (select count(*)::integer from ops.outbox x where x.channel = 'email' and x.confirmed_at >= w.begins_at and x.confirmed_at < w.ends_at),
         (select count(*)::integer from ops.outbox x where x.channel = 'telegram' and x.confirmed_at >= w.begins_at and x.confirmed_at < w.ends_at),
         (select count(*)::integer from ops.work_items i where i.created_at >= w.begins_at and i.created_at < w.ends_at),
         e.approved, e.rejected, e.escalated,
         (select count(*)::integer from ops.occurrences o where o.status = 'late' and o.finished_at >= w.begins_at and o.finished_at < w.ends_at),
         e.failed, m.incidents, m.recovered, m.exhausted, t.troubles, t.mended
    from weeks w
   cross join lateral (
     select (count(*) filter (where h.to_status = 'approved'))::integer as approved,
            (count(*) filter (where h.event = 'reject'))::integer as rejected,
            (count(*) filter (where h.to_status = 'escalated'))::integer as escalated,
            (count(*) filter (where h.to_status = 'failed'))::integer as failed
       from ops.work_item_history h where h.at >= w.begins_at and h.at < w.ends_at) e
   cross join lateral (
     select (count(*) filter (where h.from_status is null))::integer as incidents,
            (count(*) filter (where h.to_status = 'verified'))::integer as recovered,
            (count(*) filter (where h.event = 'give_up'))::integer as exhausted
       from ops.incident_history h where h.at >= w.begins_at and h.at < w.ends_at) m
   cross join lateral (
     select count(*)::integer as troubles, (count(*) filter (where x.is_over))::integer as mended
       from troubles x where x.at >= w.begins_at and x.at < w.ends_at) t
   order by w.week
$$;
comment on function ops.weeks(timestamptz, integer) is 'What each of p_weeks weeks from p_from on held: runs that ended, loads, reports that were frozen, messages, items and what became of them, runs that ended late, incidents of machines that were opened, recovered and given up, troubles of runs, loads and items and how many of them are mended.';
