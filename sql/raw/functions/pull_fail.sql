create or replace function raw.pull_fail(p_run_token uuid, p_load_id bigint, p_load_token uuid, p_error jsonb, p_is_final boolean)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_run record;
  v_outcome text;
begin
  select o.id, o.definition_key, o.business_date, d.title, a.department into v_run
    from ops.occurrences o
    join ops.job_definitions d on d.key = o.definition_key
    left join agent.profiles a on a.name = d.agent
   where o.run_token = p_run_token;
  -- A pull that may go on keeps what it staged: the next run of the same occurrence resumes it.
  if p_is_final and p_load_id is not null then
    perform raw.load_fail(p_load_id, p_load_token, p_error ->> 'message');
  end if;
  v_outcome := ops.occurrence_fail(p_run_token, p_error || jsonb_build_object('by', v_caller), p_is_final);
  -- Nobody tries again, and what waits for it says so only hours later, at its latest start.
  if v_outcome = 'failed' then
    perform ops.alert_raise('critical', v_run.department, 'pull', format('%s %s gagal', v_run.title, mart.date_text(v_run.business_date)),
      format(E'%s\nSetelah sebabnya diperbaiki: mandor run %s --date %s', p_error ->> 'message', v_run.definition_key, v_run.business_date),
      'pull_failed:' || v_run.definition_key);
  end if;
  return v_outcome;
end;
$$;
comment on function raw.pull_fail(uuid, bigint, uuid, jsonb, boolean) is 'A pull broke off (without a load: orders of marketplaces). Final: load and run fail, and people are told, once a day and job. Not final: both wait for the next attempt. failed | expected | not_mine.';
