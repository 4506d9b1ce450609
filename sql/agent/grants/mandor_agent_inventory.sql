grant usage on schema agent to mandor_agent_inventory;
grant select on agent.profiles to mandor_agent_inventory;
