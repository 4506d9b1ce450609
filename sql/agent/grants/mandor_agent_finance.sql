grant usage on schema agent to mandor_agent_finance;
grant select on agent.profiles to mandor_agent_finance;
