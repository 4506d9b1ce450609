create or replace function ops.mailbox_off(p_key text, p_says text)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not switch off a mailbox', util.caller() using errcode = '42501';
  end if;
  -- A look of another worker, which has the credentials, is left alone.
  update ops.mailboxes m
     set status = 'off', due_since = null, failures = 0, last_error = coalesce(nullif(p_says, ''), 'not configured'), postponed_until = null
   where m.key = p_key and m.run_token is null
     and (m.status <> 'off' or m.due_since is not null or m.last_error is distinct from p_says);
end;
$$;
comment on function ops.mailbox_off(text, text) is 'This worker has no credentials for the mailbox: it is off, and nobody is alerted. p_says: what to set.';
