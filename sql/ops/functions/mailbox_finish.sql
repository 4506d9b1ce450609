create or replace function ops.mailbox_finish(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ops.mailboxes m
     set status = 'ok', checked_at = util.now(), due_since = null, failures = 0, last_error = null, postponed_until = null,
         run_token = null, claimed_by = null, claimed_at = null
   where m.run_token = p_run_token;
  return case when found then 'ok' else 'not_mine' end;
end;
$$;
comment on function ops.mailbox_finish(uuid) is 'A look has ended well: ok | not_mine.';
