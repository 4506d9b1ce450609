-- The rows name no work item: its lock belongs to who decides about it, and these messages are about the run.
create or replace function ops.missing_send(p_occurrence_id bigint, p_kind text, p_told_on date, p_subject text, p_text text)
returns integer
language plpgsql volatile
as $$
declare
  v_definition ops.job_definitions;
  v_is_test boolean;
  v_to record;
  v_count integer := 0;
begin
  select d.* into strict v_definition from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key where o.id = p_occurrence_id;
  v_is_test := v_definition.test_mode or (select a.test_mode from agent.profiles a where a.name = v_definition.agent)
               or util.setting('outbox.test_mode') = 'true';
  for v_to in
    select x.channel, x.address, min(x.name) as name
      from (
        select 'email' as channel, p.email as address, p.name from ops.people p
         where p.id = v_definition.pic_id and p.is_active and not v_is_test
        union all
        select 'telegram', p.telegram_user_id::text, p.name from ops.people p
         where p.id = v_definition.pic_id and p.is_active and not v_is_test
        union all
        select r.channel, case r.channel when 'email' then lower(r.address) else r.address end, p.name
          from ops.recipients r
          left join ops.people p on p.id = r.person_id
         where r.key = v_definition.recipient_key and r.is_active and r.is_test = v_is_test and coalesce(p.is_active, true)
           and v_definition.missing_notice = 'all'
      ) x
     where x.address is not null and v_definition.missing_notice <> 'none'
       -- That it is there now is told to whoever was told that it was not.
       and (p_kind = 'missing' or exists (
             select from ops.outbox o where o.dedupe_key = format('%s:report.missing:%s:%s:%s', x.channel, p_occurrence_id, p_told_on, x.address)))
     group by 1, 2
     order by 1, 2
  loop
    perform ops.outbox_plan(v_to.channel, v_to.address, 'report.' || p_kind,
      jsonb_build_object('subject', p_subject, 'text', p_text) || case v_to.channel when 'email' then jsonb_build_object(
        'from', util.setting('mail.from'),
        'message_id', format('<mandor.%s.%s.%s@%s>', p_kind, p_occurrence_id, gen_random_uuid(), util.setting('mail.domain')),
        'recipient_name', v_to.name) else '{}' end,
      format('%s:report.%s:%s:%s:%s', v_to.channel, p_kind, p_occurrence_id, p_told_on, v_to.address), p_is_test => v_is_test);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;
comment on function ops.missing_send(bigint, text, date, text, text) is 'Plans the short messages about a report that is not there (missing) or is after all (there), by mail and Telegram: to the PIC and the recipients, as job_definitions.missing_notice says; in test mode to test recipients alone. How many.';
