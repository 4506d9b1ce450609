-- A row that a person adds brings its job along, without a deploy. From then on the job is theirs: it is never made over.
create or replace function ops.definition_add(
  p_key text, p_title text, p_agent text, p_task_identifier text, p_payload jsonb, p_cron text, p_latest_start interval, p_max_duration interval,
  p_business_day_offset integer default 0, p_is_enabled boolean default true
)
returns void
language sql volatile
as $$
  insert into ops.job_definitions
    (key, title, agent, task_identifier, payload, cron, time_zone, business_day_offset, latest_start, max_duration, expected_every, is_enabled)
  values
    (p_key, p_title, p_agent, p_task_identifier, p_payload, p_cron, 'Asia/Jakarta', p_business_day_offset, p_latest_start, p_max_duration, '1 day', p_is_enabled)
  on conflict (key) do nothing
$$;
comment on function ops.definition_add(text, text, text, text, jsonb, text, interval, interval, integer, boolean) is 'Makes a job of each day, in WIB, when there is none of that key yet. Internal.';
