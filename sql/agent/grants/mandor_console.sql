grant usage on schema agent to mandor_console;
grant select on all tables in schema agent to mandor_console;
-- SOPs.
grant execute on function agent.sop_parameter(text, text), agent.skill_context(text, text, text), agent.sops_list(), agent.sop_show(text, integer),
  agent.sops_diff(jsonb), agent.sops_sync(jsonb, text) to mandor_console;
