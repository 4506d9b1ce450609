-- is_enabled, retired_at and note belong to people; rests are the engine's.
insert into agent.models (id, layer, chain_position) values
  ('claude-haiku-5-5', 1, 1),
  ('claude-sonnet-5-5', 2, 2),
  ('claude-opus-5-5', 3, 3)
on conflict (id) do update set layer = excluded.layer, chain_position = excluded.chain_position
  where (models.layer, models.chain_position) is distinct from (excluded.layer, excluded.chain_position);
