create or replace function agent.llm_cost(
  p_model_id text, p_on date, p_input bigint, p_output bigint, p_cache_write bigint default 0, p_cache_read bigint default 0
)
returns numeric
language sql stable
as $$
  select round((p_input * p.input_amount + p_output * p.output_amount + p_cache_write * p.cache_write_amount + p_cache_read * p.cache_read_amount) / 1000000, 8)
    from agent.model_prices p
   where p.model_id = p_model_id and p.valid_on <= p_on
   order by p.valid_on desc
   limit 1
$$;
comment on function agent.llm_cost(text, date, bigint, bigint, bigint, bigint) is 'USD for so many tokens at the price of that day; NULL when the model has no price then.';
