create or replace function ops.alerts_sweep()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
  v_channel text;
  v_count integer := 0;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not sweep alerts', util.caller() using errcode = '42501';
  end if;
  -- What could not be routed when it was raised.
  for v_id in select a.id from ops.alerts a where a.routed_at is null order by a.id limit 500 loop
    begin
      v_count := v_count + ops.alert_route(v_id);
    exception when others then
      update ops.alerts a set error = jsonb_build_object('code', sqlstate, 'message', sqlerrm, 'at', util.now()) where a.id = v_id;
    end;
  end loop;
  foreach v_channel in array '{email,telegram}'::text[] loop
    if not ops.alert_channel_works(v_channel) then
      perform ops.alert_raise('critical', 'OPS', 'channel',
        format('Pesan lewat %s tidak sampai', case v_channel when 'email' then 'e-mail' else 'Telegram' end),
        format(E'Tiga pesan terakhir gagal: %s\nPeringatan dikirim lewat jalur lain sampai satu pesan sampai lagi.', (
          select o.error ->> 'message' from ops.outbox o where o.channel = v_channel and o.status in ('failed', 'unknown') order by o.id desc limit 1)),
        'channel:' || v_channel, interval '6 hours');
    end if;
  end loop;
  return v_count + ops.alert_fail_over() + ops.alert_digest();
end;
$$;
comment on function ops.alerts_sweep() is 'Each minute: routes what could not be routed, says that a channel is broken, sends again over the other channel, and sends the digests. How many messages.';
