-- Planned where the review has passed, beside the mail to the PIC: the group learns of the result when its reader does.
create or replace function ops.work_item_chat(p_work_item_id bigint)
returns integer
language plpgsql volatile
as $$
declare
  v_is_test boolean := ops.work_item_is_test(p_work_item_id);
  v_count integer;
begin
  insert into ops.outbox (channel, recipient, subject_key, params, dedupe_key, work_item_id, revision_no, is_test)
  select 'telegram', t.address, w.definition_key,
         jsonb_build_object(
           'title', s.title || case when w.subject_key like 'koreksi-%' then ' · koreksi ' || substr(w.subject_key, length('koreksi-') + 1) else '' end
                    || case when w.revision_no > 1 then ' · revisi ' || w.revision_no else '' end,
           'text', s.body),
         format('telegram:work_item:%s:%s:%s', w.id, w.revision_no, t.address), w.id, w.revision_no, v_is_test
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join agent.profiles a on a.name = d.agent
    join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
   cross join lateral mart.report_summary(r.result) s
   cross join lateral (
     -- The group of the department, and whoever else wants this report in a chat.
     select distinct c.address
       from ops.recipients c
       left join ops.people p on p.id = c.person_id
      where c.key in (d.recipient_key, 'department.' || a.department) and c.channel = 'telegram'
        and c.is_active and c.is_test = v_is_test and coalesce(p.is_active, true)
   ) t
   where w.id = p_work_item_id and s.body <> ''
   order by t.address
  on conflict (dedupe_key) do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function ops.work_item_chat(bigint) is
  'Plans the three lines of the current revision for the department''s group (recipient key department.<code>) and the Telegram recipients of the report; in test mode for test recipients alone. Once per revision and chat. How many were planned.';
