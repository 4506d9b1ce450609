grant usage on schema core to mandor_console;
grant select on all tables in schema core to mandor_console;
