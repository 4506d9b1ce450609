create or replace function ops.doctor_server(p_client_now timestamptz)
returns table (line text, state text, says text, next_step text)
language sql stable
as $$
  select 'version', case when x.is_known then 'ok' else 'wrong' end, format('PostgreSQL %s', current_setting('server_version')),
         case when not x.is_known then 'Use PostgreSQL 15 to 18.' end
    from (select current_setting('server_version_num')::integer / 10000 between 15 and 18 as is_known) x
  union all
  select 'instance', 'ok', format('%s, clock %s', util.instance_kind(), case when exists (select from util.test_clock) then 'frozen' else 'runs' end), null
  union all
  select 'clock', case when abs(x.skew) <= 5 then 'ok' else 'wrong' end, format('database and this machine differ by %s s', round(x.skew, 1)),
         case when abs(x.skew) > 5 then 'Set both machines to network time (NTP).' end
    from (select extract(epoch from clock_timestamp() - p_client_now) as skew) x
  union all
  select 'owners', case when count(*) = 0 then 'ok' else 'wrong' end, format('%s objects belong to a superuser', count(*)),
         case when count(*) > 0 then 'Run `mandor deploy`; it is to be run as a user that may become mandor_owner.' end
    from pg_class c join pg_roles r on r.oid = c.relowner
   where r.rolsuper and c.relnamespace::regnamespace::text in ('util', 'ops', 'portal', 'raw', 'core', 'mart', 'agent', 'api', 'graphile_worker')
$$;
comment on function ops.doctor_server(timestamptz) is 'Lines of doctor about the server: its version, its clock beside the one who asks, and whose the objects are. Internal.';
