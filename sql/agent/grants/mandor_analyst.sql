grant usage on schema agent to mandor_analyst;
grant select on all tables in schema agent to mandor_analyst;
-- A limit of authority is a row that people own.
grant update (machine, default_model, financial_authority_limit, max_concurrent_runs, is_active, test_mode) on agent.profiles to mandor_analyst;
-- SOPs: people change them in Git.
grant execute on function agent.sop_parameter(text, text), agent.skill_context(text, text, text), agent.sops_list(), agent.sop_show(text, integer)
  to mandor_analyst;
-- Which models are asked, what they cost, what they may spend and for what, belongs to people.
grant update (is_enabled, retired_at, note) on agent.models to mandor_analyst;
grant insert (model_id, valid_on, input_amount, output_amount, cache_write_amount, cache_read_amount, source) on agent.model_prices to mandor_analyst;
grant update (time_limit, is_enabled) on agent.model_purposes to mandor_analyst;
grant insert (key, layer, agent, title, limit_amount, default_limit_amount), update (limit_amount) on agent.budgets to mandor_analyst;
