create or replace function agent.models_asked()
returns setof text
language sql stable
as $$
  select m.id from agent.models m where m.is_enabled and m.retired_at is null order by m.chain_position
$$;
comment on function agent.models_asked() is 'The models that may be asked, along the chain.';
