create or replace function ops.alert_digest()
returns integer
language plpgsql volatile
as $$
declare
  c_listed constant integer := 30;
  v_now timestamptz := util.now();
  v_to record;
  v_ids bigint[];
  v_outbox bigint;
  v_count integer := 0;
begin
  for v_to in
    select d.channel, d.address, max(d.recipient_name) as name, d.is_test, min(d.held_at) as since
      from ops.alert_deliveries d
     where d.planned_at is null
     group by d.channel, d.address, d.is_test
    having min(d.held_at) <= v_now - util.setting_interval('alerts.digest_after')
     order by 1, 2, 4
  loop
    continue when exists (
      select from ops.alert_deliveries d
       where d.channel = v_to.channel and d.address = v_to.address and d.is_digest
         and d.planned_at > v_now - util.setting_interval('alerts.digest_every'));
    -- Skipped rows are being told by another session.
    select array_agg(x.id) into v_ids from (
      select d.id from ops.alert_deliveries d
       where d.planned_at is null and d.channel = v_to.channel and d.address = v_to.address and d.is_test = v_to.is_test
         for update skip locked) x;
    continue when v_ids is null;
    select ops.alert_message_plan(v_to.channel, v_to.address, v_to.name, 'alert.digest',
             format('%s Ringkasan: %s peringatan', case when bool_or(a.severity = 'critical') then '🔴' else '🟡' end, count(*)),
             format(E'Ringkasan %s peringatan (%s kritis). Batas pesan per hari sudah tercapai, maka sisanya dikirim sekaligus:\n\n', count(*),
               count(*) filter (where a.severity = 'critical'))
             || string_agg(format('%s %s · %s%s', case a.severity when 'critical' then '🔴' when 'warning' then '🟡' else '🟢' end,
                  to_char(a.first_at at time zone 'Asia/Jakarta', 'HH24:MI'), a.title, case when a.hit_count > 1 then format(' (%s×)', a.hit_count) else '' end),
                  E'\n' order by a.n) filter (where a.n <= c_listed)
             || case when count(*) > c_listed then format(E'\n+%s lainnya', count(*) - c_listed) else '' end,
             case when bool_or(a.severity = 'critical') then 'critical' else 'warning' end,
             format('alert-digest:%s:%s:%s', v_to.channel, v_to.address, to_char(v_now at time zone 'UTC', 'YYYYMMDDHH24MISS')), v_to.is_test)
      into v_outbox
      from (
        select x.*, row_number() over (order by array_position('{critical,warning,info}'::text[], x.severity), x.first_at, x.id) as n
          from ops.alerts x
         where x.id in (select d.alert_id from ops.alert_deliveries d where d.id = any (v_ids))
      ) a;
    update ops.alert_deliveries d set planned_at = v_now, is_digest = true, outbox_id = v_outbox where d.id = any (v_ids);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;
comment on function ops.alert_digest() is 'Alerts above the cap of the day leave as one message for each address, the most severe first. How many digests.';
