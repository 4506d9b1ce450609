create or replace function ops.machines_watched()
returns integer
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer from ops.machines m where ops.caller_is_staff() and ops.machine_may_be_asked(m);
$$;
comment on function ops.machines_watched() is 'How many machines are asked over SSH; 0 for callers that are no staff.';
