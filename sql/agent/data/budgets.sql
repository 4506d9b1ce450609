-- limit_amount, and budgets of single agents, belong to people.
insert into agent.budgets (key, layer, title, default_limit_amount) values
  ('all', null, 'semua agen', 49),
  ('layer.1', 1, 'agen lapis 1', 20),
  ('layer.2', 2, 'agen lapis 2', 30)
on conflict (key) do update set title = excluded.title, default_limit_amount = excluded.default_limit_amount
  where (budgets.title, budgets.default_limit_amount) is distinct from (excluded.title, excluded.default_limit_amount);
