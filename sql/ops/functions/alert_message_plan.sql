-- Each part of a long chat message is a row of its own: a part that was confirmed is never sent again for the sake of
-- another that was not. Parts say which they are, because rows may overtake each other.
create or replace function ops.alert_message_plan(
  p_channel text, p_address text, p_recipient_name text, p_subject_key text, p_subject text, p_text text, p_severity text,
  p_dedupe_key text, p_is_test boolean
)
returns bigint
language plpgsql volatile
as $$
declare
  v_parts text[] := case when p_channel = 'telegram' then array(select ops.chat_parts(p_text)) else array[p_text] end;
  v_count integer := cardinality(v_parts);
  v_first bigint;
  v_id bigint;
begin
  for v_part in 1 .. v_count loop
    v_id := ops.outbox_plan(p_channel, p_address, p_subject_key,
      jsonb_build_object(
        'subject', p_subject || case when v_count > 1 then format(' (%s/%s)', v_part, v_count) else '' end, 'text', v_parts[v_part])
      || case when p_channel = 'email' then jsonb_build_object(
           'from', util.setting('mail.from'),
           'message_id', format('<mandor.alert.%s@%s>', gen_random_uuid(), util.setting('mail.domain')),
           'recipient_name', p_recipient_name) else '{}' end,
      p_dedupe_key || case when v_part > 1 then ':' || v_part else '' end, p_is_test => p_is_test, p_severity => p_severity);
    v_first := coalesce(v_first, v_id);
  end loop;
  return v_first;
end;
$$;
comment on function ops.alert_message_plan(text, text, text, text, text, text, text, text, boolean) is
  'Plans one plain message, {subject, text}, of an alert or a digest; a chat gets a long one in parts. Answers the number of its (first) outbox row.';
