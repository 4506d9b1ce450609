-- A person who asks through the intake is a row of ops.recipients; the intake's own role then stands for that person only.
create or replace function ops.report_may(p_report ops.report_catalog, p_recipient_id bigint)
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p_report.is_enabled and case
    when p_recipient_id is not null then
      util.caller() in ('mandor_worker', 'mandor_console', 'mandor_deploy', 'mandor_owner')
      and exists (
        select from ops.recipients r
          left join ops.people p on p.id = r.person_id
         where r.id = p_recipient_id and r.is_active and coalesce(p.is_active, true) and r.key = any (p_report.recipient_keys))
    else
      util.caller() = any (p_report.roles) or util.caller() in ('mandor_deploy', 'mandor_owner')
      or exists (select from pg_roles r where r.rolname = util.caller() and r.rolsuper)
    end
$$;
comment on function ops.report_may(ops.report_catalog, bigint) is 'May the caller (or the recipient that the intake stands for) ask for this report? Internal.';
