create or replace function ops.explain_job(p_key text, p_is_expected boolean default true)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_job record;
  v_crashes record;
  v_incarnation uuid;
  v_kind text := split_part(p_key, ':', 1);
  v_retry text := format('A person: `mandor retry %s %s --note …`.', split_part(p_key, ':', 1), substr(p_key, position(':' in p_key) + 1));
begin
  select count(*) as n, max(c.set_aside_at) as set_aside_at, jsonb_agg(jsonb_build_object('incarnation', c.incarnation, 'at', c.at) order by c.at) as list
    into v_crashes from ops.job_crashes c where c.job_key = p_key and c.cleared_at is null;
  if v_crashes.set_aside_at is not null then
    return query select 'set_aside', format('%s workers died while they held its job; it was set aside at %s', v_crashes.n, ops.explain_time(v_crashes.set_aside_at)),
      jsonb_build_object('job', p_key, 'crashes', v_crashes.list), v_retry, null::timestamptz;
    return;
  end if;

  select j.* into v_job from ops.jobs_list() j where j.key = p_key or p_key ~ '^[0-9]+$' and j.id::text = p_key order by j.id desc limit 1;
  if not found then
    if p_is_expected then
      return query select 'no_job', format('the queue has no job %s', p_key), jsonb_build_object('job', p_key),
        'The sweep of a worker adds one.'::text, clock_timestamp() + interval '1 minute';
      return query select * from ops.explain_workers();
    end if;
    return;
  end if;

  if v_job.locked_at is not null then
    select w.incarnation into v_incarnation from ops.workers w where v_job.locked_by = any (w.pool_ids) order by w.registered_at desc limit 1;
    if found then
      return query select * from ops.explain_holder(v_incarnation, v_job.locked_at);
    else
      return query select 'holder_gone', format('its job is held by %s, a worker that nobody knows', v_job.locked_by),
        jsonb_build_object('job', p_key, 'locked_by', v_job.locked_by, 'locked_at', v_job.locked_at),
        'A live worker gives it back.'::text, v_job.locked_at + util.setting_interval('worker.silent_after');
    end if;
    return query select * from ops.explain_workers();
  elsif v_job.attempts >= v_job.max_attempts then
    return query select 'attempts_exhausted', format('its job failed %s times, no more are allowed: %s', v_job.attempts, coalesce(split_part(v_job.last_error, E'\n', 1), 'no reason given')),
      jsonb_build_object('job', v_job.key, 'attempts', v_job.attempts, 'max_attempts', v_job.max_attempts, 'last_error', v_job.last_error), v_retry, null::timestamptz;
  else
    if v_job.run_at > clock_timestamp() then
      return query select 'due_in_future',
        case when v_job.attempts > 0 then format('attempt %s of %s failed (%s); the next one is due at %s', v_job.attempts, v_job.max_attempts,
               coalesce(split_part(v_job.last_error, E'\n', 1), 'no reason given'), ops.explain_time(v_job.run_at))
             else format('its job is due at %s', ops.explain_time(v_job.run_at)) end,
        jsonb_build_object('job', v_job.key, 'run_at', v_job.run_at, 'attempts', v_job.attempts, 'last_error', v_job.last_error), 'It is tried again.'::text, v_job.run_at;
    end if;
    return query select * from ops.explain_workers();
  end if;
end;
$$;
comment on function ops.explain_job(text, boolean) is 'Causes that lie in the queue: set aside, held, holder gone, out of attempts, due later, no job, no live worker. Key <kind>:<id>, or the number of the job. No row: it runs.';
