-- What happened, told without numbers of rows and without real time, so that two lives of one company can be compared line by line.
-- Left out: what depends on how fast the machine is (beats, leases, attempts).
create view ops.v_trace with (security_invoker) as
select h.at, 'work_item' as kind, concat_ws('/', w.definition_key, w.business_date::text, nullif(w.subject_key, '')) as subject,
       h.from_status, h.to_status, concat_ws(' ', h.event, 'by', h.actor_kind, 'revision', h.revision_no) as outcome
  from ops.work_item_history h
  join ops.work_items w on w.id = h.work_item_id
union all
select r.frozen_at, 'revision', concat_ws('/', w.definition_key, w.business_date::text, nullif(w.subject_key, '')), '', r.revision_no::text, r.figures_hash
  from ops.work_item_revisions r
  join ops.work_items w on w.id = r.work_item_id
union all
select o.finished_at, 'occurrence', o.definition_key || '/' || to_char(o.slot_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI'), 'expected', o.status,
       concat_ws(' ', case when o.is_catch_up then 'catch-up' end, case when o.is_manual then 'manual' end, o.error ->> 'code')
  from ops.occurrences o
 where o.finished_at is not null
union all
select l.finished_at, 'load', concat_ws('/', l.source, l.kind, l.entity, l.business_date::text), l.data_type, l.status,
       concat_ws(' ', l.rows_loaded, 'rows', (select string_agg(c ->> 'check', ',' order by c ->> 'check' collate "C")
         from jsonb_array_elements(l.validation) c where not (c ->> 'passed')::boolean))
  from raw.load_history l
 where l.finished_at is not null
union all
select e.at, 'approval', concat_ws('/', w.definition_key, w.business_date::text, nullif(w.subject_key, ''), a.role, p.name), e.was, e.becomes, e.why
  from ops.approvals a
  join ops.work_items w on w.id = a.work_item_id
  join ops.people p on p.id = a.person_id
 cross join lateral (values
   (a.requested_at, '', 'open', concat('revision ', a.revision_no)),
   (a.decided_at, 'open', a.status, a.channel),
   (case when a.decided_at is null then a.closed_at end, 'open', a.status, a.closed_why)) as e (at, was, becomes, why)
 where e.at is not null
union all
select d.at, 'decision', concat_ws('/', w.definition_key, w.business_date::text, nullif(w.subject_key, '')), d.kind, coalesce(d.decision, ''),
       concat_ws(' ', d.outcome, 'by', p.name, d.channel)
  from ops.decision_attempts d
  join ops.work_items w on w.id = d.work_item_id
  left join ops.people p on p.id = d.person_id
union all
select e.at, 'effect', concat_ws('/', x.channel, x.recipient, coalesce(w.definition_key, x.subject_key), w.business_date::text), e.was, e.becomes,
       concat('revision ', x.revision_no)
  from ops.outbox x
  left join ops.work_items w on w.id = x.work_item_id
 cross join lateral (values (x.created_at, '', 'planned'), (x.confirmed_at, 'planned', 'confirmed')) as e (at, was, becomes)
 where not x.is_mirror and e.at is not null
union all
-- Of an item, and once in an instant: several changes are one mirror or more, as fast as it is sent. The dashboards' first mirrors are
-- planned by the first round that a worker makes after its start.
select distinct x.confirmed_at, 'mirror', concat_ws('/', x.channel, x.recipient, w.definition_key, w.business_date::text, nullif(w.subject_key, '')), 'planned', x.status, ''
  from ops.outbox x
  join ops.work_items w on w.id = x.work_item_id
 where x.is_mirror and x.status = 'confirmed'
union all
select a.first_at, 'alert', a.department || '/' || a.category, '', a.severity, a.title
  from ops.alerts a
union all
select m.read_at, 'message', concat_ws('/', m.source, p.name, w.definition_key, w.business_date::text), 'new', m.status, coalesce(m.outcome, '')
  from ops.inbound_messages m
  left join ops.people p on p.id = m.person_id
  left join ops.work_items w on w.id = m.work_item_id
 where m.read_at is not null
union all
-- Not why: what a machine says may hold its host key, which is another in each life.
select h.at, 'incident', i.machine_key || '/' || to_char(i.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI'), coalesce(h.from_status, ''), h.to_status,
       concat_ws(' ', h.event, 'by', h.actor_kind)
  from ops.incident_history h
  join ops.incidents i on i.id = h.incident_id
union all
select s.finished_at, 'step', s.machine_key || '/' || s.step, coalesce(s.phase, ''), coalesce(s.verdict, s.status), case when s.is_rescue then 'rescue' end
  from ops.incident_steps s
 where s.incident_id is not null and s.finished_at is not null
union all
select c.finished_at, 'cross_check', concat_ws('/', c.check_on::text, w.definition_key, w.business_date::text, c.entity), 'running', c.status,
       concat_ws(' ', c.source_status, c.compared_values, 'values', c.reason, c.source_reason)
  from ops.cross_checks c
  join ops.work_items w on w.id = c.work_item_id
 where c.finished_at is not null
union all
select m.made_at, 'morning', m.told_on::text, '', 'told', concat_ws(' ', jsonb_array_length(m.follow_ups), 'follow-ups', md5(m.chat_text))
  from ops.mornings m
union all
-- Not what was asked: the marks around what is not trusted are drawn anew for each question.
select c.started_at, 'model', concat_ws('/', w.definition_key, w.business_date::text, nullif(w.subject_key, ''), c.revision_no, c.purpose, c.attempt_no), c.model_id,
       coalesce(c.outcome, c.status), ''
  from agent.llm_calls c
  join ops.work_items w on w.id = c.work_item_id
union all
select p.accepted_at, 'opening', concat_ws('/', w.definition_key, w.business_date::text, nullif(w.subject_key, '')), '', p.revision_no::text, md5(p.body)
  from ops.revision_openings p
  join ops.work_items w on w.id = p.work_item_id;
comment on view ops.v_trace is 'Each change of state with its business time, subject, from, to and outcome; no row numbers, no durations. Sort by all columns: the order within one instant means nothing.';
