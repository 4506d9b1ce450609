grant usage on schema raw to mandor_console;
grant select on all tables in schema raw to mandor_console;
