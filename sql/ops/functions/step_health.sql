-- "ok" of the answer only says that the gateway spoke. A channel counts when it is switched on and configured, with each of its accounts.
create or replace function ops.step_health(p_answer jsonb, p_expect jsonb)
returns table (dead text[], warnings text[])
language sql stable
as $$
  with accounts as (
    select c.key as channel, coalesce(x.account ->> 'accountId', x.name) as account, x.account as a
      from jsonb_each(case when jsonb_typeof(p_answer -> 'channels') = 'object' then p_answer -> 'channels' else '{}' end) c
     cross join lateral (
       select 'default' as name, c.value as account
       union all
       select s.key, s.value from jsonb_each(case when jsonb_typeof(c.value -> 'accounts') = 'object' then c.value -> 'accounts' else '{}' end) s
     ) x
     where jsonb_typeof(c.value) = 'object' and jsonb_typeof(x.account) = 'object'
       and coalesce(c.value ->> 'enabled', 'true') <> 'false' and coalesce(c.value ->> 'configured', 'true') <> 'false'
       and coalesce(x.account ->> 'enabled', 'true') <> 'false' and coalesce(x.account ->> 'configured', 'true') <> 'false'
  ), found as (
    select 'channels' as part, format('kanal %s (%s): %s', ops.foreign_text(a.channel, 40), ops.foreign_text(a.account, 40), ops.foreign_text(min(w.why), 160)) as says
      from accounts a
     cross join lateral (
       select coalesce(nullif(a.a ->> 'lastError', ''), a.a -> 'probe' ->> 'error', a.a ->> 'healthState',
                       case when a.a -> 'probe' ->> 'ok' = 'false' then 'uji sambungan gagal' else 'tidak berjalan' end) as why
     ) w
     where a.a -> 'probe' ->> 'ok' = 'false' or nullif(a.a ->> 'lastError', '') is not null or a.a ->> 'running' = 'false'
        or coalesce(p_expect -> 'bad_states', '[]') ? (a.a ->> 'healthState')
     group by a.channel, a.account
    union all
    select 'eventLoop', 'gateway kewalahan (event loop)' where p_answer -> 'eventLoop' ->> 'degraded' = 'true'
    union all
    select 'plugins', format('plugin gagal: %s', ops.foreign_text(e::text, 160))
      from jsonb_array_elements(case when jsonb_typeof(p_answer -> 'plugins' -> 'errors') = 'array' then p_answer -> 'plugins' -> 'errors' else '[]' end) e
    union all
    select 'deliveryQueues', format('%s pesan gagal terkirim di antrean %s', coalesce(ops.foreign_text(q ->> 'count', 12), '?'), coalesce(ops.foreign_text(q ->> 'queueName', 40), '?'))
      from unnest(array['failed', 'ingressFailed']) as k (name)
     cross join lateral jsonb_array_elements(case when jsonb_typeof(p_answer -> 'deliveryQueues' -> k.name) = 'array'
                                                  then p_answer -> 'deliveryQueues' -> k.name else '[]' end) q
  )
  select coalesce(array_agg(f.says order by f.part, f.says collate "C") filter (where coalesce(p_expect -> 'dead_on', '[]') ? f.part), '{}'),
         coalesce(array_agg(f.says order by f.part, f.says collate "C") filter (where not coalesce(p_expect -> 'dead_on', '[]') ? f.part), '{}')
    from found f;
$$;
comment on function ops.step_health(jsonb, jsonb) is 'What is wrong in a health answer: dead, what the expectation''s dead_on names; warnings, the rest. Unknown fields are passed by.';
