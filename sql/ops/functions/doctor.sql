-- What doctor reads in the database, in one call. Whether a fact is good or bad is said here, not in the program.
create or replace function ops.doctor(p_client_now timestamptz)
returns table (line text, state text, says text, next_step text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not ask doctor', util.caller() using errcode = '42501';
  end if;
  return query select * from ops.doctor_server(p_client_now);
  return query select * from ops.doctor_engine();
  return query select * from ops.doctor_people();
  return query select * from ops.doctor_secrets();
  return query select * from ops.doctor_notion();
  return query select * from ops.doctor_machines();
  return query select * from ops.doctor_cross_check();
  return query select * from ops.doctor_models();
end;
$$;
comment on function ops.doctor(timestamptz) is 'Health of the database side: one row per line of doctor. state ok | off | wrong.';
