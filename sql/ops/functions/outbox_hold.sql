-- A channel without credentials is off, not broken: its rows wait unclaimed, and the day it is set they go out.
create or replace function ops.outbox_hold(p_id bigint, p_reason text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
begin
  select o.* into v_row from ops.outbox o where o.id = p_id for update;
  if not found or v_row.status <> 'planned' then
    return 'nothing_held';
  end if;
  update ops.outbox o
     set next_at = util.now() + util.setting_interval('outbox.hold'),
         error = jsonb_build_object('code', 'channel_off', 'message', coalesce(p_reason, format('channel %s is off', v_row.channel)))
   where o.id = p_id;
  perform ops.alert_raise('warning', 'OPS', 'delivery', format('Kanal %s mati', v_row.channel),
    coalesce(p_reason, '') || ' Pesan menunggu dan terkirim setelah kanal menyala.', 'channel_off:' || v_row.channel);
  return 'held';
end;
$$;
comment on function ops.outbox_hold(bigint, text) is 'The channel is switched off: the planned effect waits (outbox.hold) without being claimed. held | nothing_held. One alert a day.';
