grant usage on schema agent to mandor_console;
grant select on all tables in schema agent to mandor_console;
