-- Called by its timer when the effect has had time to arrive, and with what a provider answered, if it could be asked.
create or replace function ops.outbox_reconcile(p_id bigint, p_found text default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
  v_channel ops.channels;
  v_rule text;
begin
  select o.* into v_row from ops.outbox o where o.id = p_id for update;
  if not found or v_row.status <> 'unknown' or v_row.is_settled then
    return coalesce(v_row.status, 'gone');
  end if;
  select c.* into v_channel from ops.outbox_channel(v_row.channel, v_row.via) c;
  v_rule := case
    -- That a page is there says nothing about what it shows; showing it again does no harm.
    when p_found = 'there' and v_row.is_mirror then 'repeat'
    when p_found = 'there' then 'confirm'
    when p_found = 'absent' then 'repeat'
    when v_channel.on_unknown is null then 'ask'
    when v_channel.on_unknown = 'look_up' and p_found is not null then 'ask'  -- it could not tell either
    when v_channel.on_unknown = 'resend_once' and v_row.severity <> all (v_channel.resend_severities) then 'settle'
    when v_channel.on_unknown = 'resend_once' and v_row.resend_count > 0 then 'ask'
    else v_channel.on_unknown end;

  if v_rule in ('repeat', 'resend_once') and ops.outbox_supersede(p_id) then
    return 'failed';
  end if;
  case v_rule
    when 'confirm' then
      update ops.outbox o set status = 'confirmed', confirmed_at = util.now(), error = null where o.id = p_id;
      return 'confirmed';
    when 'repeat' then
      update ops.outbox o set status = 'planned' where o.id = p_id;
    when 'resend_once' then
      update ops.outbox o set status = 'planned', resend_count = o.resend_count + 1 where o.id = p_id;
    when 'settle' then
      update ops.outbox o
         set is_settled = true, next_at = null,
             error = coalesce(o.error, '{}') || jsonb_build_object('settled', format('%s of severity %s is not sent again', v_row.channel, v_row.severity))
       where o.id = p_id;
      return 'settled';
    when 'look_up' then
      -- The task asks the provider and calls this again with the answer. Until then this row waits for its answer.
      update ops.outbox o set next_at = util.now() + interval '15 minutes' where o.id = p_id;
      perform ops.jobs_add('ops/reconcile', 'reconcile', array[p_id::text]);
      return 'looking';
    else
      update ops.outbox o set next_at = util.now() + interval '1 day' where o.id = p_id;
      -- An alert about an alert's message would breed: ops.alerts_sweep sends that one over the other channel.
      if v_row.subject_key not like 'alert.%' then
        perform ops.alert_raise('warning', 'OPS', 'delivery', format('Tidak diketahui apakah kiriman %s sampai', p_id),
          format('%s ke %s (%s): %s Tanyakan penerima atau lihat kotak terkirim, lalu: ops.outbox_resolve(%s, ''confirmed'' | ''planned'' | ''failed'', ''catatan'').',
            v_row.channel, v_row.recipient, v_row.subject_key, v_row.error ->> 'message', p_id),
          'outbox_unknown:' || p_id);
      end if;
      return 'asked';
  end case;
  perform ops.jobs_add('deliver/' || v_row.channel, 'outbox', array[p_id::text]);
  return 'planned';
end;
$$;
comment on function ops.outbox_reconcile(bigint, text) is
  'Decides what becomes of an effect whose fate is unknown, as ops.channels says. p_found: what the provider said (there, absent, cannot_tell). confirmed | planned | settled | looking | asked | failed (a mirror that a newer one replaces), or the state it stands in when it is not unknown.';
