grant usage on schema agent to mandor_worker;
grant select on all tables in schema agent to mandor_worker;
-- SOPs.
grant execute on function agent.sop_parameter(text, text), agent.skill_context(text, text, text) to mandor_worker;
