create or replace trigger _800_history after insert or update or delete on agent.model_prices
  for each row execute function ops.tg_any__history('model_id', 'valid_on');
