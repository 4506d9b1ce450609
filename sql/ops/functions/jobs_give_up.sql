-- The end of the line: out of attempts, or set aside because its workers died. Whoever waits for the row must not wait
-- for ever, so it fails (when ops.task_policies says so, and always when it was set aside), and a person is told once.
create or replace function ops.jobs_give_up()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_job record;
  v_error jsonb;
  v_count integer := 0;
begin
  for v_job in
    select j.id, j.key, j.task_identifier, j.last_error, j.attempts, split_part(j.key, ':', 1) as kind, substr(j.key, position(':' in j.key) + 1) as row_id,
           coalesce(p.on_exhausted, 'dead') as on_exhausted,
           (select count(*) from ops.job_crashes c where c.job_key = j.key and c.cleared_at is null) as crashes,
           exists (select from ops.job_crashes c where c.job_key = j.key and c.cleared_at is null and c.set_aside_at is not null) as is_set_aside
      from ops.jobs_list() j
      left join ops.task_policies p on p.task_identifier = j.task_identifier
     where j.attempts >= j.max_attempts and j.locked_at is null and j.key is not null and j.key not like 'doctor:%'
     order by j.id
  loop
    v_error := jsonb_build_object(
      'code', case when v_job.is_set_aside then 'MD208' else 'MD210' end,
      'message', case when v_job.is_set_aside then format('set aside: %s workers died while they held it', v_job.crashes)
                      else format('out of attempts: %s', coalesce(split_part(v_job.last_error, E'\n', 1), 'no reason given')) end,
      'hint', format('mandor retry %s %s --note …', v_job.kind, v_job.row_id));
    if v_job.is_set_aside or v_job.on_exhausted = 'fail_subject' then
      perform ops.subject_fail(v_job.kind, v_job.row_id, v_error);
    end if;
    perform ops.alert_raise('critical', 'OPS', 'dead_job', format('Pekerjaan %s berhenti: %s', v_job.key, v_job.task_identifier),
      format('%s. Setelah sebabnya diperbaiki: mandor retry %s %s --note …', v_error ->> 'message', v_job.kind, v_job.row_id),
      format('dead_job:%s:%s', v_job.key, v_job.id), interval '30 days');
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;
comment on function ops.jobs_give_up() is 'Each minute: jobs that nobody will try again fail their rows as ops.task_policies says and are alerted, once each. How many such jobs there are.';
