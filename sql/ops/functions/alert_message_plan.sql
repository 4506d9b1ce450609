create or replace function ops.alert_message_plan(
  p_channel text, p_address text, p_recipient_name text, p_subject_key text, p_subject text, p_text text, p_severity text,
  p_dedupe_key text, p_is_test boolean
)
returns bigint
language sql volatile
as $$
  select ops.outbox_plan(p_channel, p_address, p_subject_key,
    jsonb_build_object('subject', p_subject, 'text', p_text)
    || case when p_channel = 'email' then jsonb_build_object(
         'from', util.setting('mail.from'),
         'message_id', format('<mandor.alert.%s@%s>', gen_random_uuid(), util.setting('mail.domain')),
         'recipient_name', p_recipient_name) else '{}' end,
    p_dedupe_key, p_is_test => p_is_test, p_severity => p_severity);
$$;
comment on function ops.alert_message_plan(text, text, text, text, text, text, text, text, boolean) is
  'Plans one plain message, {subject, text}, of an alert or a digest. Answers the number of its outbox row.';
