grant usage on schema agent to mandor_worker;
grant select on all tables in schema agent to mandor_worker;
-- SOPs.
grant execute on function agent.sop_parameter(text, text), agent.skill_context(text, text, text) to mandor_worker;
-- Models: a call is begun and ended here, and nowhere else.
grant execute on function agent.llm_begin(text, bigint, integer, uuid), agent.llm_finish(uuid, jsonb) to mandor_worker;
