create or replace function ops.caller_is_staff()
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select util.caller() in ('mandor_owner', 'mandor_deploy', 'mandor_queue', 'mandor_worker', 'mandor_console', 'mandor_analyst', 'mandor_backup')
      or exists (select from pg_roles r where r.rolname = util.caller() and r.rolsuper);
$$;
comment on function ops.caller_is_staff() is 'True for the roles that may see everybody''s rows; agents, anonymous and unknown roles see their own.';
