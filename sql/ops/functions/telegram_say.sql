-- One answer per inbound message and kind: read twice, it is answered once.
create or replace function ops.telegram_say(p_inbound_id bigint, p_kind text, p_chat_id text, p_params jsonb, p_work_item_id bigint default null)
returns bigint
language sql volatile
as $$
  select ops.outbox_plan(case when p_kind = 'answer' then 'telegram_edit' else 'telegram' end, p_chat_id, 'telegram.' || p_kind, p_params,
           format('telegram:%s:%s', p_kind, p_inbound_id), p_work_item_id);
$$;
comment on function ops.telegram_say(bigint, text, text, jsonb, bigint) is 'Plans what is said back to an inbound message: answer (to a pressed button), question, ask, refused, hello.';
