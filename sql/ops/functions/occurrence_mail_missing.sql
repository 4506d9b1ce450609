create or replace function ops.occurrence_mail_missing(p_id bigint, p_subject text, p_text text)
returns integer
language plpgsql volatile
as $$
declare
  v_definition ops.job_definitions;
  v_is_test boolean;
  v_recipient record;
  v_count integer := 0;
begin
  select d.* into strict v_definition from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key where o.id = p_id;
  v_is_test := v_definition.test_mode or (select a.test_mode from agent.profiles a where a.name = v_definition.agent)
               or util.setting('outbox.test_mode') = 'true';
  for v_recipient in
    select distinct lower(r.address) as address
      from ops.recipients r
     where r.key = v_definition.recipient_key and r.channel = 'email' and r.is_active and r.is_test = v_is_test
     order by 1
  loop
    perform ops.outbox_plan('email', v_recipient.address, 'report.missing',
      jsonb_build_object(
        'from', util.setting('mail.from'),
        'message_id', format('<mandor.missing.%s.%s@%s>', p_id, gen_random_uuid(), util.setting('mail.domain')),
        'subject', p_subject,
        'text', p_text),
      format('email:report.missing:%s:%s', p_id, v_recipient.address), p_is_test => v_is_test);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;
comment on function ops.occurrence_mail_missing(bigint, text, text) is 'Plans the short mail that a report without a PIC is not there: to its recipients; in test mode to the test recipients alone. Once per run and address. How many.';
