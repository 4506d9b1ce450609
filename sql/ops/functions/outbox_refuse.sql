create or replace function ops.outbox_refuse(p_run_token uuid, p_error jsonb, p_retry_after interval default null, p_is_final boolean default false)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
  v_outcome text;
  v_max integer;
begin
  select o.* into v_row from ops.outbox o where o.run_token = p_run_token and o.status = 'sending' for update;
  if not found then
    return 'not_mine';
  end if;
  select p.max_attempts into v_max from ops.task_policies p where p.task_identifier = 'deliver/' || v_row.channel;
  v_outcome := case when p_is_final or v_row.attempts >= coalesce(v_max, 25) then 'failed' else 'planned' end;
  if ops.outbox_supersede(v_row.id) then
    return 'failed';
  end if;
  update ops.outbox o
     set status = v_outcome, run_token = null, claimed_by = null,
         error = coalesce(p_error, '{"message": "no reason given"}'),
         -- Without a word of the vendor: 1, 2, 4 … minutes, at most an hour.
         next_at = case when v_outcome = 'planned'
           then util.now() + coalesce(p_retry_after, least(interval '1 minute' * 2 ^ least(v_row.attempts - 1, 10), interval '1 hour')) end
   where o.id = v_row.id;
  if v_outcome = 'failed' then
    perform ops.alert_raise('warning', 'OPS', 'delivery',
      format('Pengiriman %s ke %s gagal', v_row.channel, v_row.recipient),
      format('%s (kiriman %s, %s). Perbaiki, lalu: mandor retry outbox %s --note …', p_error ->> 'message', v_row.id, v_row.subject_key, v_row.id),
      -- One per address and day: the alert itself may have to go to the address that is broken.
      format('delivery_failed:%s:%s', v_row.channel, v_row.recipient));
  end if;
  return v_outcome;
end;
$$;
comment on function ops.outbox_refuse(uuid, jsonb, interval, boolean) is 'The vendor definitely did not take it: planned (again, not before next_at) | failed (final, or out of attempts; alerted) | not_mine.';
