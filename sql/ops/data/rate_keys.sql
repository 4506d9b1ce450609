-- min_gap belongs to people once the row is there: a deploy never slows down or speeds up a running installation.
insert into ops.rate_keys (key, min_gap, note) values
  ('accurate:DDD', '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'),
  ('accurate:LJBB', '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'),
  ('accurate:MBB', '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'),
  ('accurate:UBB', '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'),
  ('ginee', '200 milliseconds', 'The vendor publishes no limit: five requests a second, and what its answers ask for.')
on conflict (key) do nothing;
