create or replace function ops.mailbox_finish(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
begin
  update ops.mailboxes m
     set status = 'ok', checked_at = util.now(), due_since = null, failures = 0, last_error = null, postponed_until = null,
         run_token = null, claimed_by = null, claimed_at = null
   where m.run_token = p_run_token
  returning m.key into v_key;
  if not found then
    return 'not_mine';
  end if;
  -- Its job has the same key for ever: workers that died at it months apart are no sign of a mail that kills them.
  update ops.job_crashes c set cleared_at = clock_timestamp(), cleared_by = util.caller(), note = 'the mailbox was read'
   where c.job_key = 'mailbox:' || v_key and c.cleared_at is null;
  return 'ok';
end;
$$;
comment on function ops.mailbox_finish(uuid) is 'A look has ended well: ok | not_mine.';
