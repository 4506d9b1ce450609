-- min_gap belongs to people once the row is there: a deploy never slows down or speeds up a running installation.
insert into ops.rate_keys (key, min_gap, default_min_gap, note)
select k.key, k.gap, k.gap, k.note
  from (select 'accurate:' || e.entity, interval '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'
          from unnest('{DDD,LJBB,MBB,UBB}'::text[]) as e (entity)
        union all
        select 'ginee', interval '200 milliseconds', 'The vendor publishes no limit: five requests a second, and what its answers ask for.'
        union all
        select 'google:sheets', interval '1 second', 'Google allows one user 60 reads and 60 writes of Sheets a minute.'
        union all
        select n.key, interval '340 milliseconds', n.note
          from (values ('notion:workspace', 'All connections of a workspace share a budget.'),
                       ('notion:layer1', 'Notion allows about three requests a second per connection.'),
                       ('notion:layer2', 'Notion allows about three requests a second per connection.')) as n (key, note)
        union all
        select 'google:gmail', interval '1 second', 'Google allows one user 6,000 units of Gmail a minute; a mail costs 100, a message that is read 20.'
        union all
        select 'google:gmail_read', interval '400 milliseconds', 'Messages that are read (20 units each) take at most half of the 6,000 units that Google allows one user a minute.'
       ) as k (key, gap, note)
on conflict (key) do update set default_min_gap = excluded.default_min_gap
  where rate_keys.default_min_gap is distinct from excluded.default_min_gap;
