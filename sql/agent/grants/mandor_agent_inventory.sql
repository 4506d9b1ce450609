grant usage on schema agent to mandor_agent_inventory;
grant select on agent.profiles to mandor_agent_inventory;
grant select on agent.skills to mandor_agent_inventory;
grant execute on function agent.sop_parameter(text, text), agent.skill_context(text, text, text) to mandor_agent_inventory;
