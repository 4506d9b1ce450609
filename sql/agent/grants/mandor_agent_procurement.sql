grant usage on schema agent to mandor_agent_procurement;
grant select on agent.profiles to mandor_agent_procurement;
