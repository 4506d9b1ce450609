create or replace function ops.doctor_people()
returns table (line text, state text, says text, next_step text)
language sql stable
as $$
  select 'recipients', case when count(*) = 0 then 'ok' else 'wrong' end, format('%s reports that nobody receives', count(*)),
         case when count(*) > 0 then 'Set pic_id in ops.job_definitions, or add rows to ops.recipients.' end
    from ops.job_definitions d
   where d.makes_work_item and d.is_enabled and d.pic_id is null
     and not exists (select from ops.recipients r where r.key = d.recipient_key and r.is_active)
  union all
  select 'approvers', case when x.nobody is null then 'ok' else 'wrong' end,
         case when x.nobody is null then format('%s reports are signed before they go out', x.n) else 'nobody can sign ' || x.nobody end,
         case when x.nobody is not null then 'Name an active pic_id (and backup_id) in ops.job_definitions, or fill in tugas.csv and run `mandor init`.' end
    from (
      select count(*) as n, string_agg(d.key, ', ' order by d.key collate "C") filter (where not ops.definition_is_signable(d.key)) as nobody
        from ops.job_definitions d where d.makes_work_item and d.is_enabled and d.requires_approval
    ) x
  union all
  select 'director', case when count(*) > 0 then 'ok' else 'off' end,
         case when count(*) > 0 then format('%s addresses are told in the morning', count(*))
              else 'nobody is told whom to follow up: add rows with the key director to ops.recipients' end, null
    from ops.job_definitions d
    join ops.recipients r on r.key = d.recipient_key and r.is_active and not r.is_test
   where d.key = 'director.morning' and d.is_enabled
  union all
  select 'alerts', case when count(*) > 0 then 'ok' else 'off' end,
         case when count(*) > 0 then format('%s routes of warnings and critical alerts reach somebody', count(*))
              else 'nobody is told: add rows alerts.main and alerts.direct to ops.recipients' end, null
    from ops.alert_routes a
   where a.is_enabled and a.severity <> 'info'
     and exists (select from ops.recipients r where (r.key = a.recipient_key or r.key like a.recipient_key || '.%') and r.is_active and not r.is_test)
$$;
comment on function ops.doctor_people() is 'Lines of doctor about people: who receives, who signs, whom the morning and the alerts reach. Internal.';
