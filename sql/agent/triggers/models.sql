-- A rest of a minute is no change of configuration.
create or replace trigger _800_history after insert or update of layer, chain_position, is_enabled, retired_at, note or delete on agent.models
  for each row execute function ops.tg_any__history('id');
