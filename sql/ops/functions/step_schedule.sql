create or replace function ops.step_schedule(p_answer jsonb, p_expect jsonb, p_now timestamptz)
returns jsonb
language sql stable
as $$
  with jobs as (
    select coalesce(nullif(ops.foreign_text(coalesce(j ->> 'name', j ->> 'id'), 120), ''), '?') as name, j,
           case when j -> 'state' ->> 'nextRunAtMs' ~ '^[0-9]{1,15}(\.[0-9]+)?$' then to_timestamp((j -> 'state' ->> 'nextRunAtMs')::numeric / 1000) end as next_at
      from jsonb_array_elements(case when jsonb_typeof(p_answer -> 'jobs') = 'array' then p_answer -> 'jobs' else '[]' end) j
     where jsonb_typeof(j) = 'object'
  )
  select jsonb_build_object(
    'enabled', count(*) filter (where j ->> 'enabled' = 'true'),
    'missed', coalesce(jsonb_agg(jsonb_build_object('name', name, 'due', next_at) order by next_at, name collate "C") filter (
      where j ->> 'enabled' = 'true' and next_at < p_now - (p_expect ->> 'grace')::interval
        and coalesce(j ->> 'status', '') <> 'running' and j -> 'state' ->> 'runningAtMs' is null), '[]'),
    'stopped', coalesce(jsonb_agg(name order by name collate "C") filter (where jsonb_typeof(j -> 'state' -> 'autoDisabled') = 'object'), '[]'),
    'undelivered', coalesce(jsonb_agg(name order by name collate "C") filter (
      where j ->> 'enabled' = 'true' and j -> 'state' ->> 'lastDeliveryStatus' = 'not-delivered'), '[]'),
    'next_offset', case when p_answer ->> 'hasMore' = 'true' and p_answer ->> 'nextOffset' ~ '^[0-9]{1,8}$' then (p_answer ->> 'nextOffset')::integer end)
    from jobs;
$$;
comment on function ops.step_schedule(jsonb, jsonb, timestamptz) is
  'One page of a machine''s schedule: enabled jobs, missed ones (enabled, due for longer than the grace, not running), ones that switched themselves off, ones whose message did not arrive, the next page.';
