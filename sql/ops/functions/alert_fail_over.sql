-- A message of an alert that could not be delivered, or of which nobody knows, goes out again over the other channel:
-- an alert told twice is better than one that nobody got.
create or replace function ops.alert_fail_over()
returns integer
language plpgsql volatile
as $$
declare
  v_row record;
  v_count integer := 0;
begin
  for v_row in
    select d.id, d.alert_id, d.channel, a.severity, a.department
      from ops.alert_deliveries d
      join ops.outbox o on o.id = d.outbox_id
       and (o.status in ('failed', 'unknown') or o.status = 'planned' and o.error ->> 'code' = 'channel_off')
      join ops.alerts a on a.id = d.alert_id and a.severity <> 'info'
     where not d.is_fallback and not d.is_digest and o.created_at > util.now() - interval '1 day'
       and not exists (select from ops.alert_deliveries x where x.alert_id = d.alert_id and x.is_fallback)
     order by d.id
  loop
    -- Another address of the same alert may have done it in this loop.
    continue when exists (select from ops.alert_deliveries x where x.alert_id = v_row.alert_id and x.is_fallback);
    select v_count + coalesce(sum(ops.alert_deliver(v_row.alert_id, k.recipient_key,
             case v_row.channel when 'email' then 'telegram' else 'email' end, true)), 0)
      into v_count
      from (select distinct r.recipient_key from ops.alert_routes r
             where r.severity = v_row.severity and r.is_enabled and coalesce(r.department, v_row.department) = v_row.department) k;
  end loop;
  return v_count;
end;
$$;
comment on function ops.alert_fail_over() is 'Warnings and critical alerts whose message failed, is unknown, or waits for a channel that is off, go out over the other channel, once. To how many recipients.';
