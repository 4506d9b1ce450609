create or replace function ops.tg_approvals__chat_settle()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.approval_chat_settle(new.id);
  return null;
end;
$$;
comment on function ops.tg_approvals__chat_settle() is 'Trigger: decided or closed by whatever channel, the buttons in the chat go.';
