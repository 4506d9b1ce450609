-- One change per message, whoever asks for it: the key is the message's. The rows name no work item: planned while a message is being
-- confirmed, they would wait for the item's lock, and its holder may wait for that very message.
create or replace function ops.approval_chat_settle(p_approval_id bigint)
returns integer
language plpgsql volatile
as $$
declare
  v_text text := ops.approval_outcome_text(p_approval_id);
  v_message ops.outbox;
  v_count integer := 0;
begin
  for v_message in
    select o.*
      from ops.outbox o
      join ops.approvals a on a.id = p_approval_id and a.status <> 'open' and o.work_item_id = a.work_item_id
     where o.channel = 'telegram' and o.status = 'confirmed' and o.external_id is not null and o.params ? 'buttons'
       and (o.params ->> 'approval_id')::bigint = p_approval_id
     order by o.id
  loop
    perform ops.outbox_plan('telegram_edit', v_message.recipient, 'approval.settled',
      jsonb_build_object('method', 'editMessageText', 'approval_id', p_approval_id, 'message_id', v_message.external_id, 'title', v_message.params ->> 'title',
        'text', (v_message.params ->> 'text') || E'\n\n' || v_text),
      format('telegram:settled:%s', v_message.id));
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;
comment on function ops.approval_chat_settle(bigint) is 'A request that needs no answer any more: its messages lose their buttons and say what became of it. How many messages it has. Again is the same.';
