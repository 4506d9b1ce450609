create or replace function ops.doctor_job_is_done(p_key text)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not ask doctor', util.caller() using errcode = '42501';
  end if;
  return not exists (select from ops.jobs_list() j where j.key = p_key);
end;
$$;
comment on function ops.doctor_job_is_done(text) is 'True when the job of ops.doctor_job has been done (a done job is no row any more).';
