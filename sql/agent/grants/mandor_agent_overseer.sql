grant usage on schema agent to mandor_agent_overseer;
grant select on agent.profiles to mandor_agent_overseer;
