grant usage on schema agent to mandor_worker;
grant select on all tables in schema agent to mandor_worker;
