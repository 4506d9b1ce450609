-- Rules that hold whenever nothing is under way. Each says in words what must never be, so that a simulation can look at the end of a
-- day and a test can break each once. What a vendor's own books say comes from outside: {"stock": [{entity, on, pairs}], "sales":
-- [{entity, on, pairs}], "mails": [{message_id, to}], "machines": [{machine, ill_since}]}.
create or replace function ops.violations(p_books jsonb default '{}')
returns table (rule text, subject text, why text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not look at the rules', util.caller() using errcode = '42501';
  end if;
  return query
  select 'orphan', o.kind || ' ' || o.id, o.why from ops.v_orphans o
  union all
  select 'timer_missed', w.subject_kind || ' ' || w.subject_id, format('%s was due at %s', w.kind, w.due_at)
    from ops.wakeups w where w.due_at < v_now - interval '10 minutes'
  union all
  -- 96 hours, and as many again for holidays and a late arrival: who waits longer was forgotten.
  select 'overdue_not_escalated', concat_ws('/', w.definition_key, w.business_date), format('waits since %s', w.ladder_started_at)
    from ops.work_items w where w.status = 'pending_approval' and w.ladder_started_at < v_now - interval '8 days'
  union all
  select 'unsigned', concat_ws('/', w.definition_key, w.business_date), 'approved, and nobody signed these figures'
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key and d.requires_approval
   where w.status = 'approved'
     and not exists (select from ops.approvals a join ops.work_item_revisions r on r.work_item_id = a.work_item_id and r.revision_no = w.revision_no
                      where a.work_item_id = w.id and a.status = 'approved' and a.revision_no = w.revision_no and a.figures_hash = r.figures_hash)
     and not exists (select from ops.work_item_history h where h.work_item_id = w.id and h.event = 'approve' and h.actor_kind = 'supervisor')
  union all
  select 'sent_back_too_often', concat_ws('/', w.definition_key, w.business_date), format('%s times', w.revision_count)
    from ops.work_items w join ops.job_definitions d on d.key = w.definition_key where w.revision_count > d.max_revisions
  union all
  select 'asked_in_vain', concat_ws('/', w.definition_key, w.business_date), format('%s is asked, and the item is %s', a.role, w.status)
    from ops.approvals a join ops.work_items w on w.id = a.work_item_id where a.status = 'open' and w.status not in ('pending_approval', 'escalated')
  union all
  select 'asked_while_away', concat_ws('/', w.definition_key, w.business_date), p.name || ' is on holiday and was asked first'
    from ops.approvals a
    join ops.work_items w on w.id = a.work_item_id
    join ops.people p on p.id = a.person_id
    join ops.absences b on b.person_id = p.id and util.local_date(a.requested_at) between b.from_on and b.to_on
   where a.role = 'pic'
     and not exists (select from ops.approvals o where o.work_item_id = w.id and o.revision_no = a.revision_no and o.role in ('backup', 'supervisor')
                        and o.requested_at <= a.requested_at + interval '1 minute')
  union all
  select 'slot_without_outcome', o.definition_key || ' ' || o.slot_at, 'still ' || o.status
    from ops.occurrences o
   where o.status in ('expected', 'waiting', 'running') and o.slot_at < v_now - interval '1 day'
  union all
  select 'job_left', j.key, format('attempt %s of %s, %s', j.attempts, j.max_attempts, coalesce('locked by ' || j.locked_by, j.last_error, 'never taken'))
    from ops.jobs_list() j where j.created_at < clock_timestamp() - interval '1 minute' or j.attempts >= j.max_attempts
  union all
  select 'effect_stuck', concat_ws(' ', x.channel, x.recipient, x.id), x.status || ' and nothing lets it go on'
    from ops.outbox x where x.status = 'sending' or x.status in ('planned', 'unknown') and not x.is_settled and coalesce(x.next_at, v_now - interval '1 day') < v_now - interval '1 hour'
  union all
  select 'effect_without_cause', concat_ws(' ', x.channel, x.recipient, x.id), 'shows a revision before it was frozen, or asks in the name of a request that is not there'
    from ops.outbox x
    left join ops.work_item_revisions r on r.work_item_id = x.work_item_id and r.revision_no = x.revision_no
    left join ops.approvals a on a.id = (x.params ->> 'approval_id')::bigint
   where x.revision_no is not null and r.frozen_at > x.created_at or x.params ? 'approval_id' and a.id is null
  union all
  select 'alert_not_told', a.title, format('raised at %s and never passed on', a.first_at)
    from ops.alerts a where a.routed_at is null and a.error is null and a.first_at < v_now - interval '1 day'
  union all
  select v.rule, v.subject, v.why from ops.violations_of_machines(coalesce(p_books -> 'machines', '[]')) v
  union all
  -- Until nine: it is told at seven, and what is late has its own rule.
  select 'morning_missing', d.day_on::text, 'a working day on which the director was told nothing'
    from (select generate_series(min(util.local_date(o.slot_at)), util.local_date(v_now - interval '9 hours'), interval '1 day')::date as day_on
            from ops.occurrences o where o.definition_key = 'director.morning') d
   where ops.calendar_is_open(util.setting('morning.calendar'), d.day_on)
     and not exists (select from ops.mornings m where m.told_on = d.day_on)
  union all
  -- A cross-check that finds something is right to say so, where somebody has changed what nobody may change.
  select 'cross_check_alarm', c.check_on::text, format('%s of %s values differ, source %s', c.differing_values, c.compared_values, c.source_status)
    from ops.cross_checks c where c.status = 'differs' or c.source_status = 'differs'
  union all
  select 'model_over_budget', b.key || ' ' || to_char(s.month_on, 'YYYY-MM'), format('%s of %s USD', s.used, coalesce(b.limit_amount, b.default_limit_amount))
    from agent.budgets b
   cross join lateral (
     select c.month_on, sum(coalesce(c.cost_amount, c.reserved_amount)) as used
       from agent.llm_calls c where (b.layer is null or c.layer = b.layer) and (b.agent is null or c.agent = b.agent)
      group by 1) s
   where s.used > coalesce(b.limit_amount, b.default_limit_amount)
  union all
  select 'mail_twice', m.message_id, format('%s times to %s', count(*), m."to")
    from jsonb_to_recordset(p_books -> 'mails') as m (message_id text, "to" text) group by m.message_id, m."to" having count(*) > 1
  union all
  select 'mail_unknown', m.message_id, 'nothing of ours planned this mail to ' || m."to"
    from jsonb_to_recordset(p_books -> 'mails') as m (message_id text, "to" text)
    left join (select o.params ->> 'message_id' as message_id from ops.outbox o where o.channel = 'email') x on x.message_id = m.message_id
   where x.message_id is null
  union all
  select 'stock_differs', b.entity || ' ' || b."on", format('ours %s, theirs %s', s.pairs, b.pairs)
    from jsonb_to_recordset(p_books -> 'stock') as b (entity text, "on" date, pairs numeric)
   cross join lateral (select coalesce(sum(f.pairs_qty), 0) as pairs from core.fact_stock f where f.entity = b.entity and f.snapshot_date = b."on") s
   where s.pairs <> b.pairs
     and exists (select from raw.load_history l where l.kind = 'stock' and l.entity = b.entity and l.snapshot_date = b."on" and l.status = 'accepted')
  union all
  -- As of the newest accepted pull: what a vendor changed since then is not ours to know.
  select 'sales_differ', b.entity || ' ' || b."on", format('ours %s, theirs %s', s.pairs, b.pairs)
    from jsonb_to_recordset(p_books -> 'sales') as b (entity text, "on" date, pairs numeric)
   cross join lateral (select coalesce(sum(f.pairs_qty), 0) as pairs from core.fact_sales f where f.entity = b.entity and f.tanggal = b."on") s
   where s.pairs <> b.pairs
     and exists (select from raw.load_history l where l.kind = 'sales' and l.entity = b.entity and l.status = 'accepted'
                    and l.snapshot_date = util.local_date(v_now) - 1 and b."on" between l.covers_from and l.covers_to);
end;
$$;
comment on function ops.violations(jsonb) is 'Rules that are broken now: rule, subject, why. p_books: what the vendors'' own books say, to be held against ours. Empty whenever nothing is under way.';
