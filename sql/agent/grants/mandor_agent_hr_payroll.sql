grant usage on schema agent to mandor_agent_hr_payroll;
grant select on agent.profiles to mandor_agent_hr_payroll;
