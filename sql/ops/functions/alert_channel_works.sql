create or replace function ops.alert_channel_works(p_channel text)
returns boolean
language sql stable
as $$
  -- Off: its newest word is a row that is held for want of credentials. Broken: three in a row did not arrive, the last
  -- one within the hour. One that arrives mends both.
  select not coalesce(
    (select bool_or(x.n = 1 and x.is_off) or count(*) = 3 and bool_and(x.status in ('failed', 'unknown')) and max(x.at) > util.now() - interval '1 hour'
       from (
         select o.status, o.error ->> 'code' = 'channel_off' and o.status = 'planned' as is_off,
                coalesce(o.confirmed_at, o.sent_at, o.created_at) as at, row_number() over (order by o.id desc) as n
           from ops.outbox o
          where o.channel = p_channel
            and (o.status in ('confirmed', 'failed', 'unknown') or o.status = 'planned' and o.error ->> 'code' = 'channel_off')
          order by o.id desc
          limit 3
       ) x), false);
$$;
comment on function ops.alert_channel_works(text) is 'False while a channel is off, or its last three messages did not arrive, the last one within the hour.';
