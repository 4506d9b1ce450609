-- min_gap belongs to people once the row is there: a deploy never slows down or speeds up a running installation.
insert into ops.rate_keys (key, min_gap, note) values
  ('accurate:DDD', '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'),
  ('accurate:LJBB', '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'),
  ('accurate:MBB', '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'),
  ('accurate:UBB', '130 milliseconds', 'The vendor allows 8 requests a second per token; 130 ms keeps every rolling second below it.'),
  ('google:sheets', '1 second', 'Google allows one user 60 reads and 60 writes of Sheets a minute.')
on conflict (key) do nothing;
