-- The message's row first, the item after it (ops.reply_receive); nobody takes the two the other way round.
create or replace function ops.inbound_read(p_id bigint, p_parsed jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_message ops.inbound_messages;
begin
  select m.* into v_message from ops.inbound_messages m where m.id = p_id for update;
  if not found then
    raise exception 'there is no inbound message %', coalesce(p_id::text, 'NULL') using errcode = 'MD401';
  end if;
  if v_message.status = 'read' then
    return v_message.outcome;
  end if;
  update ops.inbound_messages m set parsed = p_parsed where m.id = p_id;
  return ops.reply_receive(p_id);
end;
$$;
comment on function ops.inbound_read(bigint, jsonb) is 'Keeps what was read out of a mail and decides what it means: the outcome of ops.reply_receive. Called again it answers the same and does nothing. MD401.';
