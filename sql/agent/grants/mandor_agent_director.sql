grant usage on schema agent to mandor_agent_director;
grant select on agent.profiles to mandor_agent_director;
