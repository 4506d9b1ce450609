create or replace function ops.mailbox_poll(p_key text)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind text;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not have mailboxes read', util.caller() using errcode = '42501';
  end if;
  update ops.mailboxes m set begun_at = util.now(), postponed_until = null, due_since = coalesce(m.due_since, util.now())
   where m.key = p_key
  returning m.kind into v_kind;
  if not found then
    raise exception 'there is no mailbox %', coalesce(p_key, 'NULL') using errcode = 'MD401', hint = 'select key from ops.mailboxes lists them.';
  end if;
  update ops.job_crashes c set cleared_at = clock_timestamp(), cleared_by = util.caller(), note = 'asked for by hand'
   where c.job_key = 'mailbox:' || p_key and c.cleared_at is null;
  perform ops.jobs_add('intake/' || v_kind, 'mailbox', array[p_key]);
end;
$$;
comment on function ops.mailbox_poll(text) is 'Has a mailbox read now, also one that is switched off, put off, or set aside after its workers died. MD401.';
