-- What `mandor status` shows: what runs, waits, failed, and why. One call, so that all of it is of one moment.
create or replace function ops.status(p_days integer default 2)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not read the status', util.caller() using errcode = '42501', hint = 'Ask as mandor_analyst or mandor_console.';
  end if;
  return jsonb_build_object(
    'instance', (select i.kind from util.instance i),
    'now', util.now(),
    'clock', case when exists (select from util.test_clock) then 'frozen' else 'runs' end,
    'workers', (select count(*) from ops.workers w
                 where w.stopped_at is null and w.died_at is null and w.beat_at > clock_timestamp() - util.setting_interval('worker.silent_after')),
    'queue', (select jsonb_build_object('ready', count(*) filter (where j.locked_at is null and j.attempts < j.max_attempts), 'running', count(*) filter (where j.locked_at is not null),
                'dead', count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null)) from ops.jobs_list() j),
    'runs', (select coalesce(jsonb_agg(jsonb_build_object('key', o.definition_key, 'business_date', o.business_date, 'status', o.status,
                'waits_for', case when o.status = 'waiting' then to_jsonb(ops.occurrence_needs_missing(o.id)) end,
                'why', coalesce(o.error ->> 'message', o.note), 'started_at', o.started_at, 'finished_at', o.finished_at) order by o.id), '[]')
               from ops.occurrences o where o.created_at > util.now() - make_interval(days => p_days) or o.status in ('expected', 'waiting', 'running')),
    'loads', (select coalesce(jsonb_agg(jsonb_build_object('load_id', h.load_id, 'kind', h.kind, 'entity', h.entity, 'business_date', h.business_date, 'status', h.status,
                'rows', coalesce(h.rows_loaded, h.rows_staged), 'done', h.progress_done, 'total', h.progress_total,
                'why', coalesce(h.error_message, (select string_agg(c ->> 'message', ' ') from jsonb_array_elements(h.validation) c
                  where c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean))) order by h.load_id), '[]')
               from raw.load_history h where h.started_at > util.now() - make_interval(days => p_days) and h.status <> 'superseded'),
    'work_items', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'key', w.definition_key, 'title', w.title, 'business_date', w.business_date,
                'status', w.status, 'revision_no', w.revision_no, 'revision_count', w.revision_count, 'why', w.error ->> 'message') order by w.id), '[]')
               from ops.work_items w where w.updated_at > util.now() - make_interval(days => p_days) or w.finished_at is null),
    'outbox', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'channel', x.channel, 'recipient', x.recipient, 'subject_key', x.subject_key,
                'status', x.status, 'why', x.error ->> 'message') order by x.id), '[]')
               from ops.outbox x where x.created_at > util.now() - make_interval(days => p_days) or x.status in ('planned', 'sending', 'unknown')),
    'orphans', (select count(*) from ops.v_orphans));
end;
$$;
comment on function ops.status(integer) is 'State of the whole engine as one JSON document: workers, queue, runs with what they wait for, loads, work items, outbox, orphans. Of the last p_days days and all that is open.';
