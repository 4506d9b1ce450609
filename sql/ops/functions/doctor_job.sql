create or replace function ops.doctor_job()
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text := gen_random_uuid()::text;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not ask doctor', util.caller() using errcode = '42501';
  end if;
  perform ops.jobs_add('ops/noop', 'doctor', array[v_id]);
  return 'doctor:' || v_id;
end;
$$;
comment on function ops.doctor_job() is 'Adds a job that does nothing; doctor looks whether a worker takes it. Returns its key.';
