-- Credentials were taken away, or a right is missing: as a channel that is off. No attempt is used up, and the day somebody
-- mends the account the row goes out.
create or replace function ops.outbox_suspend(p_run_token uuid, p_reason text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
  v_caller name := util.caller();
begin
  select o.* into v_row from ops.outbox o where o.run_token = p_run_token and o.status = 'sending' for update;
  if not found then
    return 'not_mine';
  end if;
  if ops.outbox_supersede(v_row.id) then
    return 'failed';
  end if;
  update ops.outbox o
     set status = 'planned', run_token = null, claimed_by = null, attempts = greatest(o.attempts - 1, 0),
         next_at = util.now() + util.setting_interval('outbox.hold'),
         error = jsonb_build_object('code', 'channel_unusable', 'message', coalesce(p_reason, 'no reason given'))
   where o.id = v_row.id;
  perform ops.alert_raise('critical', 'OPS', 'delivery', format('Kanal %s tidak dapat dipakai', v_row.channel),
    coalesce(p_reason, '') || ' Pesan menunggu dan terkirim setelah akun diperbaiki.', 'channel_unusable:' || v_row.channel);
  return 'planned';
end;
$$;
comment on function ops.outbox_suspend(uuid, text) is 'A claimed effect that no account may send now: it waits (outbox.hold) and people are told, once a day. planned | failed (a mirror that a newer one replaces) | not_mine.';
