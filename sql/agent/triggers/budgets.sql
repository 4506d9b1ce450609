create or replace trigger _800_history after insert or update or delete on agent.budgets
  for each row execute function ops.tg_any__history('key');
