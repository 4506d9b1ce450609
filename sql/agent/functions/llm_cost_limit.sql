-- No vendor makes more tokens of a text than it has bytes. The schema and the frame of a request come on top.
create or replace function agent.llm_cost_limit(p_model_id text, p_on date, p_prompt text, p_schema jsonb, p_max_tokens integer)
returns numeric
language sql stable
as $$
  select agent.llm_cost(p_model_id, p_on, 0, p_max_tokens, 1000 + octet_length(p_prompt) + octet_length(p_schema::text))
$$;
comment on function agent.llm_cost_limit(text, date, text, jsonb, integer) is 'USD that a call can cost at most; NULL when the model has no price.';
