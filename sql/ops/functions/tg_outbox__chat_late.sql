create or replace function ops.tg_outbox__chat_late()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.approval_chat_settle((new.params ->> 'approval_id')::bigint);
  return null;
end;
$$;
comment on function ops.tg_outbox__chat_late() is 'Trigger: a message with buttons that arrives after the decision loses them at once.';
