create or replace function ops.alert_route(p_alert_id bigint)
returns integer
language plpgsql volatile
as $$
declare
  v_alert ops.alerts;
  v_route record;
  v_other text;
  v_count integer := 0;
  v_here integer;
begin
  select a.* into v_alert from ops.alerts a where a.id = p_alert_id and a.routed_at is null for update;
  if not found then
    return 0;
  end if;
  for v_route in
    select r.channel, r.recipient_key from ops.alert_routes r
     where r.severity = v_alert.severity and r.is_enabled
       and r.department is not distinct from (
         select max(x.department) from ops.alert_routes x
          where x.department = v_alert.department and x.severity = v_alert.severity and x.is_enabled)
    union
    -- {subject} in a key stands for what the alert is about, without the part behind its last colon (a day or a month).
    select 'email', replace(k, '{subject}', regexp_replace(substr(v_alert.dedupe_key, length('rule:' || u.key || ':') + 1), ':[^:]*$', ''))
      from ops.alert_rules u cross join unnest(u.recipient_keys) as k
     where v_alert.dedupe_key like 'rule:' || u.key || ':%'
     order by 1, 2
  loop
    v_other := case v_route.channel when 'email' then 'telegram' else 'email' end;
    v_here := case when ops.alert_channel_works(v_route.channel)
                   then ops.alert_deliver(p_alert_id, v_route.recipient_key, v_route.channel) else 0 end;
    if v_here = 0 then
      v_here := ops.alert_deliver(p_alert_id, v_route.recipient_key, v_other, true);
    end if;
    v_count := v_count + v_here;
  end loop;
  update ops.alerts a set routed_at = util.now(), error = null where a.id = p_alert_id;
  return v_count;
end;
$$;
comment on function ops.alert_route(bigint) is
  'Plans the messages of an alert by its routes; the other channel when one is broken or has no recipient. How many recipients it found.';
