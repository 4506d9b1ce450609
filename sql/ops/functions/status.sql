-- What `mandor status` shows: what runs, waits, is late, failed, and why. One call, so that all of it is of one moment.
create or replace function ops.status(p_days integer default 2)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_since timestamptz := v_now - make_interval(days => p_days);
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not read the status', util.caller() using errcode = '42501', hint = 'Ask as mandor_analyst or mandor_console.';
  end if;
  return jsonb_build_object(
    'instance', (select i.kind from util.instance i),
    'now', v_now,
    'clock', case when exists (select from util.test_clock) then 'frozen' else 'runs' end,
    'workers', (select count(*) from ops.workers w
                 where w.stopped_at is null and w.died_at is null and w.beat_at > clock_timestamp() - util.setting_interval('worker.silent_after')),
    'queue', (select jsonb_build_object('ready', count(*) filter (where j.locked_at is null and j.attempts < j.max_attempts), 'running', count(*) filter (where j.locked_at is not null),
                'dead', count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null)) from ops.jobs_list() j),
    'pauses', (select coalesce(jsonb_agg(jsonb_build_object('what', p.what, 'note', p.note, 'by', p.paused_by, 'since', p.paused_at, 'until', p.until) order by p.id), '[]')
                 from ops.pauses p where p.ended_at is null and (p.until is null or p.until > v_now)),
    'alerts', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'severity', a.severity, 'title', a.title, 'count', a.hit_count, 'at', a.last_at) order by a.n), '[]')
                 from (select x.*, row_number() over (order by x.severity <> 'critical', x.last_at desc) as n from ops.alerts x
                        where x.is_current and x.severity <> 'info' and x.last_at > v_now - interval '1 day') a
                where a.n <= 10),
    'next', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'key', n.definition_key, 'title', n.title, 'slot_at', n.slot_at) order by n.slot_at, n.id), '[]')
               from (select o.id, o.definition_key, d.title, o.slot_at from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key
                      where o.status = 'expected' and o.slot_at > v_now and o.released_at is null order by o.slot_at, o.id limit 1) n),
    'runs', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'key', o.definition_key, 'title', d.title, 'business_date', o.business_date, 'status', o.status,
                'slot_at', o.slot_at, 'is_late', o.status = 'late' or o.finished_at is null and o.slot_at + coalesce(d.latest_start, interval '0') < v_now,
                'waits_for', case when o.status = 'waiting' then to_jsonb(ops.occurrence_needs_missing(o.id)) end,
                'causes', case when o.finished_at is null then ops.status_why('occurrence', o.id::text) end,
                'why', coalesce(o.error ->> 'message', o.note), 'started_at', o.started_at, 'finished_at', o.finished_at) order by o.id), '[]')
               from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key
              where (o.created_at > v_since or o.finished_at is null)
                and not (o.status = 'expected' and o.slot_at > v_now and o.released_at is null)),
    'loads', (select coalesce(jsonb_agg(jsonb_build_object('load_id', h.load_id, 'kind', h.kind, 'entity', h.entity, 'business_date', h.business_date, 'status', h.status,
                'rows', coalesce(h.rows_loaded, h.rows_staged), 'done', h.progress_done, 'total', h.progress_total,
                'why', coalesce(h.error_message, (select string_agg(c ->> 'message', ' ') from jsonb_array_elements(h.validation) c
                  where c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean))) order by h.load_id), '[]')
               from raw.load_history h where h.started_at > v_since and h.status <> 'superseded' or h.status = 'quarantined'),
    'work_items', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'key', w.definition_key, 'title', w.title, 'business_date', w.business_date,
                'status', w.status, 'revision_no', w.revision_no, 'revision_count', w.revision_count,
                'has_open_run', exists (select from ops.occurrences o where o.id = w.occurrence_id and o.finished_at is null), 'why', w.error ->> 'message', 'finished_at', w.finished_at,
                'causes', case when w.finished_at is null then ops.status_why('work_item', w.id::text) end) order by w.id), '[]')
               from ops.work_items w where w.updated_at > v_since or w.finished_at is null),
    'outbox', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'channel', x.channel, 'recipient', x.recipient, 'subject_key', x.subject_key,
                'status', x.status, 'why', x.error ->> 'message', 'confirmed_at', x.confirmed_at,
                'causes', case when x.status <> 'confirmed' then ops.status_why('outbox', x.id::text) end) order by x.id), '[]')
               from ops.outbox x where x.created_at > v_since or x.status in ('planned', 'sending', 'unknown')),
    -- Where people answer, as far as it is set up.
    'inboxes', (select coalesce(jsonb_agg(jsonb_build_object('key', x.key, 'title', x.title, 'read_at', x.read_at, 'since', x.since, 'failures', x.failures, 'error', x.error)
                         order by x.place, x.key), '[]')
                  from (select 1 as place, m.key, m.title, m.checked_at as read_at, m.due_since as since, m.failures, case when m.failures > 0 then m.last_error end as error
                          from ops.mailboxes m
                         where m.is_enabled and m.status <> 'off' and (m.checked_at is not null or m.due_since is not null)
                        union all
                        select 2, 'telegram', 'Telegram, bot ' || t.bot, t.polled_at, t.failing_since, null, t.error ->> 'message' from ops.telegram_offset t) x),
    -- Machines that do not do their work; and the overseer itself, when it does not look.
    'incidents', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'machine', i.machine_key, 'title', m.title, 'status', i.status, 'phase', i.phase, 'says', i.says,
                     'restarts', i.restart_count, 'opened_at', i.opened_at, 'causes', ops.status_why('incident', i.id::text)) order by i.id), '[]')
                    from ops.incidents i join ops.machines m on m.key = i.machine_key where i.status <> 'closed'),
    'overseer', (select jsonb_build_object('state', o.state, 'says', o.says, 'next', o.next_step) from ops.overseer_state() o),
    'cross_check', (select jsonb_build_object('id', c.id, 'status', c.status, 'title', w.title, 'business_date', w.business_date, 'compared', c.compared_values, 'differing', c.differing_values,
                       'source_status', c.source_status, 'source_reason', c.source_reason, 'finished_at', c.finished_at)
                      from ops.cross_checks c join ops.work_items w on w.id = c.work_item_id where c.status <> 'running' order by c.id desc limit 1),
    'opening', ops.status_opening(),
    'orphans', (select count(*) from ops.v_orphans));
end;
$$;
comment on function ops.status(integer) is 'State of the whole engine as one JSON document: workers, queue, pauses, alerts, the next slot, runs, loads, work items, outbox, the inboxes in which people answer, open incidents, the overseer, the newest cross-check, who worded the newest report, orphans; what is open says why (causes). Of the last p_days days and all that is open.';
