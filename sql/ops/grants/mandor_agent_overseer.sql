-- An agent writes no table: it reads what row-level security shows it, and calls named functions.
grant usage on schema ops to mandor_agent_overseer;
grant select on ops.events, ops.event_types to mandor_agent_overseer;
grant execute on function ops.event_submit(text, jsonb, text, text, integer, uuid), ops.event_status(uuid), ops.review_decide(bigint, integer, text, text, text) to mandor_agent_overseer;
