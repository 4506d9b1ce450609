create or replace function ops.person_tell(p_person_id bigint, p_work_item_id bigint, p_subject text, p_text text, p_dedupe_key text, p_mail jsonb default '{}')
returns bigint
language plpgsql volatile
as $$
declare
  v_person ops.people;
  v_definition_key text;
  v_is_test boolean := ops.work_item_is_test(p_work_item_id);
  v_address text;
begin
  select p.* into v_person from ops.people p where p.id = p_person_id and p.is_active;
  if not found then
    return null;
  end if;
  select w.definition_key into strict v_definition_key from ops.work_items w where w.id = p_work_item_id;
  v_address := v_person.email;
  if v_is_test then
    select lower(min(r.address)) into v_address
      from ops.recipients r
      join ops.job_definitions d on d.recipient_key = r.key
     where d.key = v_definition_key and r.channel = 'email' and r.is_test and r.is_active;
  end if;
  if v_address is not null then
    return ops.outbox_plan('email', v_address, v_definition_key,
      jsonb_build_object('from', util.setting('mail.from'),
        'message_id', format('<mandor.%s.note.%s@%s>', p_work_item_id, gen_random_uuid(), util.setting('mail.domain')),
        'recipient_name', v_person.name, 'subject', p_subject, 'text', p_text) || p_mail,
      'email:' || p_dedupe_key || ':' || v_person.id, p_work_item_id, null, v_is_test);
  elsif v_person.telegram_user_id is not null and not v_is_test then
    return ops.outbox_plan('telegram', v_person.telegram_user_id::text, v_definition_key,
      jsonb_build_object('subject', p_subject, 'text', p_subject || E'\n' || p_text),
      'telegram:' || p_dedupe_key || ':' || v_person.id, p_work_item_id, null, false);
  end if;
  return null;
end;
$$;
comment on function ops.person_tell(bigint, bigint, text, text, text, jsonb) is 'Plans one short message to a person about a work item, by mail (p_mail: what its params have besides), else by Telegram. NULL: the person has no address. The same key again is the same message.';
