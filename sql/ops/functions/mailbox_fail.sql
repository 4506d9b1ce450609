-- That a provider is away for a while is told by the rule replies_unread, when it lasts; that it refuses our login is told at
-- once, because it will refuse it tomorrow too.
create or replace function ops.mailbox_fail(p_run_token uuid, p_message text, p_is_final boolean, p_seconds numeric default 60)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_box ops.mailboxes;
begin
  select m.* into v_box from ops.mailboxes m where m.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  update ops.mailboxes m
     set status = 'failing', failures = m.failures + 1, due_since = coalesce(m.due_since, v_now), last_error = coalesce(nullif(p_message, ''), 'tanpa keterangan'),
         postponed_until = v_now + case when p_is_final then interval '15 minutes'
           else make_interval(secs => greatest(coalesce(p_seconds, 0), least(15 * 2 ^ least(m.failures, 5), 300))::double precision) end,
         run_token = null, claimed_by = null, claimed_at = null
   where m.key = v_box.key;
  if p_is_final then
    perform ops.alert_raise('critical', 'OPS', 'mailbox', format('Balasan di %s tidak dapat dibaca', v_box.title),
      coalesce(p_message, '') || ' Persetujuan lewat email menunggu sampai ini diperbaiki; tidak ada yang hilang.', 'mailbox:' || v_box.key);
  end if;
  return 'failing';
end;
$$;
comment on function ops.mailbox_fail(uuid, text, boolean, numeric) is 'A look has failed: failing (tried again in p_seconds or later, at most five minutes unless asked for more; final: after 15 minutes, and people are told) | not_mine.';
