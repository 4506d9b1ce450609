create or replace function ops.explain_outbox(p_id bigint)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_now timestamptz := util.now();
  v_row ops.outbox;
begin
  select o.* into v_row from ops.outbox o where o.id = p_id;
  if not found then
    return query select 'unknown', format('there is no delivery %s', p_id), '{}'::jsonb, 'Nothing.'::text, null::timestamptz;
  elsif v_row.status = 'confirmed' then
    return query select 'finished', format('it was confirmed at %s', ops.explain_time(v_row.confirmed_at)), jsonb_build_object('external_id', v_row.external_id), 'Nothing.'::text, null::timestamptz;
  elsif v_row.status = 'failed' then
    return query select 'failed', format('it failed after %s attempts: %s', v_row.attempts, v_row.error ->> 'message'), v_row.error,
      format('A person: `mandor retry outbox %s --note …`.', p_id), null::timestamptz;
  elsif v_row.status = 'sending' then
    return query select * from ops.explain_holder(v_row.claimed_by, v_row.sent_at);
  elsif v_row.status = 'unknown' then
    return query select 'fate_unknown', format('it was sent at %s and nobody knows whether it arrived: %s', ops.explain_time(v_row.sent_at), v_row.error ->> 'message'),
      jsonb_build_object('error', v_row.error, 'on_unknown', c.on_unknown, 'is_settled', v_row.is_settled),
      case when v_row.is_settled then 'Nothing: it is not sent again.'
           when c.on_unknown = 'ask' then format('A person looks and says so: ops.outbox_resolve(%s, …).', p_id)
           when c.on_unknown = 'look_up' then 'The provider is asked.'
           else 'It is sent again as ops.channels says.' end, v_row.next_at
      from (select 1) one left join ops.outbox_channel(v_row.channel, v_row.via) c on true;
  else
    if v_row.error ->> 'code' = 'channel_off' then
      return query select 'channel_off', format('channel %s is off: %s', v_row.channel, v_row.error ->> 'message'), v_row.error, 'It leaves when the channel is set up.'::text, v_row.next_at;
    elsif v_row.next_at > v_now then
      return query select 'due_in_future', format('it leaves at %s%s', ops.explain_time(v_row.next_at), coalesce('; the last attempt said: ' || (v_row.error ->> 'message'), '')),
        jsonb_build_object('next_at', v_row.next_at, 'attempts', v_row.attempts, 'error', v_row.error), 'It is sent.'::text, v_row.next_at;
    elsif v_row.next_at is not null then
      return query select * from ops.explain_workers();
    else
      return query select * from ops.explain_job('outbox:' || p_id);
    end if;
  end if;
end;
$$;
comment on function ops.explain_outbox(bigint) is 'Why a delivery has not arrived.';
