-- A price that was read later is a row of a later date; what is here is never written again.
insert into agent.model_prices (model_id, valid_on, input_amount, output_amount, cache_write_amount, cache_read_amount, source) values
  ('claude-haiku-5-5', '2026-01-01', 0.10, 0.50, 0.125, 0.01, 'Third parties, 2026-11, prompts up to 100,000 tokens. Not confirmed by the vendor''s own page.'),
  ('claude-sonnet-5-5', '2026-01-01', 2, 10, 2.50, 0.20, 'Vendor''s page, 2026-11; reading from the cache at the dearer of two figures.'),
  ('claude-opus-5-5', '2026-01-01', 4, 20, 5, 0.40, 'Vendor''s page, 2026-11; the cache reckoned as for the others.')
on conflict (model_id, valid_on) do nothing;
