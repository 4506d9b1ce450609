grant usage on schema agent to mandor_analyst;
grant select on all tables in schema agent to mandor_analyst;
-- A limit of authority is a row that people own.
grant update (machine, default_model, financial_authority_limit, max_concurrent_runs, is_active, test_mode) on agent.profiles to mandor_analyst;
-- SOPs: people change them in Git.
grant execute on function agent.sop_parameter(text, text), agent.skill_context(text, text, text), agent.sops_list(), agent.sop_show(text, integer)
  to mandor_analyst;
